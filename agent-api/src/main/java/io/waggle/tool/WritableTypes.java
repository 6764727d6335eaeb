package io.waggle.tool;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds types that no model could write, before one is asked to. */
final class WritableTypes {
  private static final String USE =
      "use a text, a number, a boolean, an enum, a date or time, a record, or a List, Set, Map or Optional of these";

  private final Set<JavaType> seen = new HashSet<>();

  /**
   * @return what is wrong, as the end of a sentence that begins with the parameter's name
   */
  Optional<String> problem(JavaType type) {
    if (type.isEnumType() || isScalar(type) || !seen.add(type)) {
      return Optional.empty();
    }
    if (type.isReferenceType()) {
      return problem(type.getContentType());
    }
    if (type.isMapLikeType()) {
      return type.getKeyType().hasRawClass(String.class) || type.getKeyType().isEnumType()
          ? contentProblem(type)
          : Optional.of(
              "is a Map with keys of type %s: use String or an enum for them"
                  .formatted(type.getKeyType().getRawClass().getSimpleName()));
    }
    if (type.isContainerType()) {
      return contentProblem(type);
    }
    return isUnreadable(type) ? Optional.of(unwritable(type)) : propertiesProblem(type);
  }

  private static boolean isScalar(JavaType type) {
    return ScalarTypes.schema(type.getRawClass()).isPresent();
  }

  private Optional<String> contentProblem(JavaType type) {
    if (type.getContentType().isJavaLangObject()) {
      return Optional.of(
          "is a %s that does not say of what: write for example %s"
              .formatted(
                  type.getRawClass().getSimpleName(),
                  type.isMapLikeType() ? "Map<String, Integer>" : "List<String>"));
    }
    return problem(type.getContentType());
  }

  private static boolean isUnreadable(JavaType type) {
    var raw = type.getRawClass();
    boolean oneOfSeveral = raw.isAnnotationPresent(JsonSubTypes.class);
    return raw.getName().startsWith("java.")
        || raw.getName().startsWith("javax.")
        || ((type.isAbstract() || raw.isInterface()) && !oneOfSeveral)
        || (!oneOfSeveral && !raw.isRecord() && properties(type).isEmpty());
  }

  private Optional<String> propertiesProblem(JavaType type) {
    var subTypes = type.getRawClass().getAnnotation(JsonSubTypes.class);
    if (subTypes != null) {
      return java.util.Arrays.stream(subTypes.value())
          .map(one -> problem(ToolJson.MAPPER.constructType(one.value())))
          .flatMap(Optional::stream)
          .findFirst();
    }
    for (BeanPropertyDefinition property : properties(type)) {
      var problem = problem(property.getPrimaryType());
      if (problem.isPresent()) {
        return problem.map(
            text ->
                "has type %s, whose '%s' %s"
                    .formatted(type.getRawClass().getSimpleName(), property.getName(), text));
      }
    }
    return Optional.empty();
  }

  private static List<BeanPropertyDefinition> properties(JavaType type) {
    BeanDescription bean = ToolJson.MAPPER.getDeserializationConfig().introspect(type);
    return bean.findProperties();
  }

  private static String unwritable(JavaType type) {
    return "has type %s, which a model cannot write: %s"
        .formatted(type.getRawClass().getSimpleName(), USE);
  }
}
