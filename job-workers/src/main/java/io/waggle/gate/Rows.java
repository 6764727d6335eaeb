package io.waggle.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.bpmn.Preview;
import org.jspecify.annotations.Nullable;

/** The arguments of a tool call as rows of a table. */
final class Rows {
  /** Characters of one value in a form at the most. */
  private static final int LENGTH = 8_000;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Rows() {}

  /**
   * @param arguments a JSON object
   * @return a row each, {@code {name, value}}; texts as they are, anything else as JSON
   */
  static ArrayNode of(JsonNode arguments) {
    return rows(arguments, LENGTH);
  }

  /** As {@link #of}, nothing shortened. */
  static ArrayNode whole(JsonNode arguments) {
    return rows(arguments, Integer.MAX_VALUE);
  }

  /**
   * @return whether {@link #of} shortens something
   */
  static boolean clips(JsonNode arguments) {
    return arguments.properties().stream()
        .anyMatch(argument -> text(argument.getValue()).length() > LENGTH);
  }

  private static ArrayNode rows(JsonNode arguments, int length) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    for (var argument : arguments.properties()) {
      ObjectNode row = rows.addObject().put("name", argument.getKey());
      row.put("value", Preview.of(text(argument.getValue()), length));
    }
    return rows;
  }

  private static String text(JsonNode value) {
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
