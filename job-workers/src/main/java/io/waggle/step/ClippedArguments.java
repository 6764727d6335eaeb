package io.waggle.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.bpmn.Preview;

/** Arguments as people see them in Operate and Tasklist: each member at most a preview long. */
final class ClippedArguments {
  private ClippedArguments() {}

  static JsonNode of(JsonNode arguments) {
    ObjectNode clipped = JsonNodeFactory.instance.objectNode();
    arguments
        .properties()
        .forEach(
            member -> {
              JsonNode value = member.getValue();
              String text = value.isTextual() ? value.asText() : value.toString();
              clipped.set(
                  member.getKey(),
                  text.length() > Preview.MAX_LENGTH
                      ? JsonNodeFactory.instance.textNode(Preview.of(text))
                      : value);
            });
    return clipped;
  }
}
