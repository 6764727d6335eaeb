package io.waggle.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.bpmn.Preview;

/** The arguments of a tool call as rows of a table. */
final class Rows {
  /** Characters of one value in a form at the most. */
  private static final int LENGTH = 8_000;

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

  /** A form that names nothing yet. */
  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
