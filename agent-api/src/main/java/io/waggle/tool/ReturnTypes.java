package io.waggle.tool;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.PropertyWriter;
import com.fasterxml.jackson.databind.ser.impl.UnknownSerializer;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;

/**
 * Finds types that no result can have, since nothing of them can be written as JSON, before a tool
 * has acted and cannot say so. What an interface or {@code Object} hides shows only then.
 */
final class ReturnTypes {
  private final Set<JavaType> seen = new HashSet<>();
  private final SerializerProvider provider = ToolJson.MAPPER.getSerializerProviderInstance();

  /**
   * @return what is wrong, as the end of a sentence that begins with the tool
   */
  Optional<String> problem(JavaType type) {
    if (type.hasRawClass(void.class) || type.isJavaLangObject() || !seen.add(type)) {
      return Optional.empty();
    }
    if (type.getContentType() != null) {
      return problem(type.getContentType());
    }
    try {
      JsonSerializer<?> serializer = provider.findValueSerializer(type);
      return serializer instanceof UnknownSerializer
          ? unwritable(type)
          : ofProperties(type, serializer);
    } catch (JsonMappingException contradictory) {
      return Optional.of(
          "%s, which cannot be written as JSON: %s"
              .formatted(name(type), contradictory.getOriginalMessage()));
    }
  }

  private static Optional<String> unwritable(JavaType type) {
    return type.isAbstract()
        ? Optional.empty()
        : Optional.of(
            "%s, of which nothing can be written as JSON: make it a record, give it getters, or return a text"
                .formatted(name(type)));
  }

  private Optional<String> ofProperties(JavaType type, JsonSerializer<?> serializer) {
    for (Iterator<PropertyWriter> all = serializer.properties(); all.hasNext(); ) {
      PropertyWriter property = all.next();
      Optional<String> problem = problem(property.getType());
      if (problem.isPresent()) {
        return problem.map(
            text -> "%s, whose '%s' is %s".formatted(name(type), property.getName(), text));
      }
    }
    return Optional.empty();
  }

  private static String name(JavaType type) {
    return type.getRawClass().getSimpleName();
  }
}
