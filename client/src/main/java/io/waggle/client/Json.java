package io.waggle.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/** Variables as trees and records. */
final class Json {
  // Workers may be newer than the client: what it does not know yet it does not need.
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Of the caller's own types, which may want modules. */
  private static final ObjectMapper TYPED =
      JsonMapper.builder()
          .findAndAddModules()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private Json() {}

  /**
   * @throws IllegalArgumentException if the value has another form
   */
  static <T> T typed(JsonNode value, Class<T> type) {
    try {
      return TYPED.treeToValue(value, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "The result is no %s: %s".formatted(type.getSimpleName(), e.getOriginalMessage()), e);
    }
  }

  static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  static JsonNode parse(String text) throws JsonProcessingException {
    return MAPPER.readTree(text);
  }

  /**
   * Null also where the value has another shape: a run can be started straight over Zeebe's API
   * with anything in its variables, and must still be shown.
   */
  static <T> @Nullable T read(@Nullable JsonNode value, Class<T> type) {
    if (value == null || value.isNull()) {
      return null;
    }
    try {
      return MAPPER.treeToValue(value, type);
    } catch (JsonProcessingException | RuntimeException otherShape) {
      return null;
    }
  }
}
