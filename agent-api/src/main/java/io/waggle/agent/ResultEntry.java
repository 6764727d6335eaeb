package io.waggle.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The schema of a result in the front matter: itself, or the name of a file that has it. */
final class ResultEntry {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ResultEntry() {}

  /** Goes on a sentence that names the agent. */
  static final class WrongException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    WrongException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * @param entry as the front matter has it
   * @param beside gives the content of a file by its name
   * @throws WrongException if it is no schema
   */
  static ResultType read(JsonNode entry, Function<String, Optional<String>> beside) {
    try {
      return new ResultType(entry.isTextual() ? file(entry.asText(), beside) : entry);
    } catch (IllegalArgumentException e) {
      throw new WrongException(String.valueOf(e.getMessage()), e);
    }
  }

  private static JsonNode file(String name, Function<String, Optional<String>> beside) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'result' is '%s': write a JSON Schema as 'key: value' lines, or the name of a file beside this one."
              .formatted(name));
    }
    String text =
        beside
            .apply(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "'result' names the file '%s', which is not beside this one."
                            .formatted(name)));
    try {
      return (name.endsWith(".json") ? JSON : YAML).readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "'result' names the file '%s', which is not %s: %s."
              .formatted(
                  name,
                  name.endsWith(".json") ? "JSON" : "YAML",
                  String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("")),
          e);
    }
  }
}
