package io.waggle.engine;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.waggle.bpmn.Cut;
import io.waggle.bpmn.Preview;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds JSON against a record of variables, in words for people: what is there, and what has to be.
 * A component that is not {@code @Nullable} must be there, at any depth.
 */
final class VariableShape {
  /** Characters of a value that are shown. */
  private static final int SHOWN = 60;

  private static final Set<Class<?>> WHOLE_NUMBERS =
      Set.of(int.class, Integer.class, long.class, Long.class);

  /** Of records; reflection takes long, and jobs come by the hundred in a second. */
  private static final ClassValue<List<Part>> PARTS =
      new ClassValue<>() {
        @Override
        protected List<Part> computeValue(Class<?> type) {
          return Arrays.stream(type.getRecordComponents()).map(Part::of).toList();
        }
      };

  private final List<String> problems = new ArrayList<>();

  private VariableShape() {}

  /**
   * @return what does not fit; empty if all does
   */
  static List<String> problems(JsonNode variables, Class<? extends Record> type) {
    VariableShape shape = new VariableShape();
    shape.checkRecord("", variables, type);
    return List.copyOf(shape.problems);
  }

  /**
   * @param name of a variable or of a member
   * @param value that does not fit
   * @param wanted what it has to be, with its article
   * @return a clause that says so
   */
  static String problem(String name, JsonNode value, String wanted) {
    return switch (value.getNodeType()) {
      case MISSING -> "'%s' is missing".formatted(name);
      case NULL -> "'%s' is null, it must be %s".formatted(name, wanted);
      case STRING -> problem(name, "a text (%s)".formatted(shown(value)), wanted);
      case NUMBER -> problem(name, "a number (%s)".formatted(shown(value)), wanted);
      case BOOLEAN -> problem(name, value.toString(), wanted);
      case ARRAY -> problem(name, "a list (%s)".formatted(shown(value)), wanted);
      default -> problem(name, "an object (%s)".formatted(shown(value)), wanted);
    };
  }

  private static String problem(String name, String is, String wanted) {
    return "'%s' does not fit: it is %s, it must be %s".formatted(name, is, wanted);
  }

  private static String shown(JsonNode value) {
    return Preview.of(Cut.sound(value.toString()), SHOWN);
  }

  private void checkRecord(String path, JsonNode value, Class<?> type) {
    for (Part part : PARTS.get(type)) {
      JsonNode member = value.has(part.name) ? value.get(part.name) : MissingNode.getInstance();
      if (!part.isEmptyIfAbsent || !isAbsent(member)) {
        check(path.isEmpty() ? part.name : path + "." + part.name, member, part);
      }
    }
  }

  private static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }

  private void check(String path, JsonNode value, Part part) {
    if (isAbsent(value) && part.isNullable) {
      return;
    }
    if (isAbsent(value) || !fits(value, part)) {
      problems.add(problem(path, value, wanted(part)));
    } else if (part.type.isRecord()) {
      checkRecord(path, value, part.type);
    } else if (part.element != null) {
      for (int place = 0; place < value.size(); place++) {
        check(path + "[" + place + "]", value.get(place), part.element);
      }
    }
  }

  private static boolean fits(JsonNode value, Part part) {
    Class<?> type = part.type;
    if (type == String.class) {
      return value.isTextual();
    }
    if (WHOLE_NUMBERS.contains(type)) {
      return isWhole(value, type);
    }
    if (type == boolean.class || type == Boolean.class) {
      return value.isBoolean();
    }
    if (type.isEnum()) {
      return value.isTextual() && part.names.contains(value.asText());
    }
    if (type == List.class) {
      return value.isArray();
    }
    return !type.isRecord() || value.isObject();
  }

  private static boolean isWhole(JsonNode value, Class<?> type) {
    boolean small = type == int.class || type == Integer.class;
    boolean fits = small ? value.canConvertToInt() : value.canConvertToLong();
    return value.isNumber() && fits && value.canConvertToExactIntegral();
  }

  /** What a value of a type is called. */
  private static String wanted(Part part) {
    Class<?> type = part.type;
    if (type == String.class) {
      return "a text";
    }
    if (WHOLE_NUMBERS.contains(type)) {
      return "a whole number";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type.isEnum()) {
      return "one of " + String.join(", ", part.names);
    }
    if (type == List.class) {
      return "a list";
    }
    return type.isRecord() ? "an object" : "there";
  }

  /** What reflection says of a component of a record, or of the elements of a list. */
  private static final class Part {
    private final String name;
    private final Class<?> type;
    private final boolean isNullable;
    private final boolean isEmptyIfAbsent;
    private final @Nullable Part element;

    /** Of an enum. */
    private final List<String> names;

    private Part(String name, AnnotatedType type, boolean isEmptyIfAbsent) {
      this.name = name;
      this.type = raw(type.getType());
      this.isNullable = type.isAnnotationPresent(Nullable.class);
      this.isEmptyIfAbsent = isEmptyIfAbsent;
      this.element =
          this.type == List.class && type instanceof AnnotatedParameterizedType list
              ? new Part("", list.getAnnotatedActualTypeArguments()[0], false)
              : null;
      this.names = this.type.isEnum() ? names(this.type) : List.of();
    }

    static Part of(RecordComponent component) {
      JsonSetter setter = component.getAccessor().getAnnotation(JsonSetter.class);
      boolean isEmptyIfAbsent = setter != null && setter.nulls() == Nulls.AS_EMPTY;
      return new Part(component.getName(), component.getAnnotatedType(), isEmptyIfAbsent);
    }

    private static Class<?> raw(Type type) {
      return switch (type) {
        case Class<?> plain -> plain;
        case ParameterizedType generic -> raw(generic.getRawType());
        default -> Object.class;
      };
    }

    private static List<String> names(Class<?> type) {
      return Arrays.stream(type.getFields())
          .filter(field -> field.isEnumConstant())
          .map(
              field -> {
                JsonProperty written = field.getAnnotation(JsonProperty.class);
                return written == null ? field.getName() : written.value();
              })
          .toList();
    }
  }
}
