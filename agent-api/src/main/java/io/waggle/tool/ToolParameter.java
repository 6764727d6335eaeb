package io.waggle.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.waggle.check.JsonProblem;
import io.waggle.check.Texts;
import java.lang.reflect.Parameter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a tool's method.
 *
 * @param name what the model calls it
 * @param type what Jackson reads it as; {@link Optional} is left on
 * @param injected whether it is the {@link ToolCallContext}, which the model does not see
 * @param fallback what is taken where the model gives nothing; null: nothing is
 * @param source the parameter itself
 */
record ToolParameter(
    String name, JavaType type, boolean injected, @Nullable JsonNode fallback, Parameter source) {

  /** Whether the model must give it. */
  boolean required() {
    return fallback == null && !isOptional(type) && !Nullness.isNullable(source);
  }

  static boolean isOptional(JavaType type) {
    return type.isReferenceType()
        || type.hasRawClass(java.util.OptionalInt.class)
        || type.hasRawClass(java.util.OptionalLong.class)
        || type.hasRawClass(java.util.OptionalDouble.class);
  }

  /**
   * @throws IllegalArgumentException if the argument is no such value
   */
  @Nullable Object value(JsonNode arguments, ToolCallContext context) {
    if (injected) {
      return context;
    }
    JsonNode given = arguments.path(name);
    boolean absent = given.isMissingNode() || given.isNull();
    return absent && !isOptional(type) ? null : read(absent ? null : given);
  }

  @Nullable Object read(@Nullable JsonNode json) {
    try {
      return ToolJson.MAPPER
          .readerFor(type)
          .readValue(json == null ? ToolJson.MAPPER.nullNode() : json);
    } catch (MismatchedInputException e) {
      throw new IllegalArgumentException(
          "'%s%s' cannot be %s: %s"
              .formatted(
                  name, JsonPaths.of(e.getPath()), Texts.brief(json), JsonProblem.mismatch(e)),
          e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("'%s': %s".formatted(name, JsonProblem.mismatch(e)), e);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
