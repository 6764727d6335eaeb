package io.waggle.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How values cross from models' JSON to Java and back. */
final class ToolJson {
  /** Numbers keep their digits; anything after the value, or a key given twice, is an error. */
  static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .build();

  private ToolJson() {}

  /**
   * @return what the model reads: a text as it is, {@code done} for nothing, anything else as JSON
   */
  static String text(@Nullable Object value) throws JsonProcessingException {
    return switch (value) {
      case null -> "done";
      case CharSequence text -> text.toString();
      case Optional<?> optional -> optional.isEmpty() ? "none" : text(optional.get());
      default -> MAPPER.writeValueAsString(value);
    };
  }
}
