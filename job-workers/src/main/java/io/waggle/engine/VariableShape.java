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
import java.util.stream.Collectors;
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
    for (RecordComponent component : type.getRecordComponents()) {
      String name = component.getName();
      JsonNode member = value.has(name) ? value.get(name) : MissingNode.getInstance();
      if (!isEmptyIfAbsent(component) || !isAbsent(member)) {
        check(path.isEmpty() ? name : path + "." + name, member, component.getAnnotatedType());
      }
    }
  }

  private static boolean isEmptyIfAbsent(RecordComponent component) {
    JsonSetter setter = component.getAccessor().getAnnotation(JsonSetter.class);
    return setter != null && setter.nulls() == Nulls.AS_EMPTY;
  }

  private static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }

  private void check(String path, JsonNode value, AnnotatedType type) {
    Class<?> raw = raw(type.getType());
    if (isAbsent(value) && type.isAnnotationPresent(Nullable.class)) {
      return;
    }
    if (isAbsent(value) || !fits(value, raw)) {
      problems.add(problem(path, value, wanted(raw)));
    } else if (raw.isRecord()) {
      checkRecord(path, value, raw);
    } else if (raw == List.class && type instanceof AnnotatedParameterizedType list) {
      AnnotatedType element = list.getAnnotatedActualTypeArguments()[0];
      for (int place = 0; place < value.size(); place++) {
        check("%s[%d]".formatted(path, place), value.get(place), element);
      }
    }
  }

  private static Class<?> raw(Type type) {
    return switch (type) {
      case Class<?> plain -> plain;
      case ParameterizedType generic -> raw(generic.getRawType());
      default -> Object.class;
    };
  }

  private static boolean fits(JsonNode value, Class<?> type) {
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
      return value.isTextual() && names(type).contains(value.asText());
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
  private static String wanted(Class<?> type) {
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
      return "one of " + String.join(", ", names(type));
    }
    if (type == List.class) {
      return "a list";
    }
    return type.isRecord() ? "an object" : "there";
  }

  private static List<String> names(Class<?> type) {
    return Arrays.stream(type.getFields())
        .filter(field -> field.isEnumConstant())
        .map(
            field -> {
              JsonProperty written = field.getAnnotation(JsonProperty.class);
              return written == null ? field.getName() : written.value();
            })
        .collect(Collectors.toList());
  }
}
