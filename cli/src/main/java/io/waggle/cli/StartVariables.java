package io.waggle.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The variables of a process instance, by what somebody typed. */
final class StartVariables {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final Sources sources;

  StartVariables(Sources sources) {
    this.sources = sources;
  }

  /**
   * @param object JSON, or a file with JSON; null: none
   * @param single more of them, which come before those of the same name in the object
   */
  Map<String, JsonNode> of(@Nullable String object, Map<String, String> single) {
    Complaints complaints = new Complaints();
    Map<String, JsonNode> variables = new LinkedHashMap<>();
    if (object != null) {
      variables.putAll(complaints.orElse(Map.<String, JsonNode>of(), () -> object(object)));
    }
    single.forEach(
        (name, typed) ->
            variables.put(
                name,
                complaints.orElse(TextNode.valueOf(""), () -> value(sources.textOrFile(typed)))));
    complaints.raise();
    return variables;
  }

  private Map<String, JsonNode> object(String typed) {
    String text = sources.textOrFile(typed);
    String where =
        typed.startsWith("@")
            ? "The file '%s'".formatted(typed.substring(1))
            : "What --variables says";
    try {
      JsonNode json = MAPPER.readTree(text);
      if (json.isObject()) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        json.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
      }
    } catch (JsonProcessingException notJson) {
      throw new IllegalArgumentException(
          "%s is not JSON: %s."
              .formatted(
                  where, notJson.getOriginalMessage().replaceFirst(" \\(start marker.*", "")),
          notJson);
    }
    throw new IllegalArgumentException(
        "%s is no JSON object with variables by name, such as {\"number\": 4711}."
            .formatted(where));
  }

  /** What is no JSON is the text itself. */
  private static JsonNode value(String text) {
    try {
      JsonNode json = MAPPER.readTree(text);
      return json.isMissingNode() ? TextNode.valueOf(text) : json;
    } catch (JsonProcessingException notJson) {
      return TextNode.valueOf(text);
    }
  }
}
