package io.waggle.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.bpmn.Preview;
import io.waggle.journal.JournalJson;
import org.jspecify.annotations.Nullable;

/** What a model wrote, as people read it. */
final class Rows {
  private static final ObjectMapper MAPPER = JournalJson.mapper(); // numbers as written

  private Rows() {}

  /**
   * @param value of an argument
   * @return a text as it is, anything else as JSON
   */
  static String text(JsonNode value) {
    return value.isTextual()
        ? value.asText()
        : value.isContainerNode() ? value.toPrettyString() : value.toString();
  }

  /**
   * @param arguments as the model wrote them
   * @return a JSON object; the whole text as its only member where it is none
   */
  static ObjectNode read(String arguments) {
    try {
      JsonNode read = MAPPER.readTree(arguments);
      if (read instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException notJson) {
      // shown as it is
    }
    return arguments.isBlank() ? object() : object().put("arguments", arguments);
  }

  /**
   * @param said what the model wrote when it asked for the call
   * @return its beginning, for people; null if it wrote nothing
   */
  static @Nullable String why(String said) {
    return said.isBlank() ? null : Preview.of(said);
  }

  /** A form that names nothing yet. */
  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
