package io.waggle.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.bpmn.Preview;
import io.waggle.engine.EngineLimits;

/**
 * Arguments as people see them in Operate and Tasklist: each member at most a preview long, all of
 * them together {@value #MOST} characters, and nothing that the engine cannot take.
 */
final class ClippedArguments {
  private static final int MOST = 4_000;
  private static final int LONGEST_NAME = 100;
  private static final String REST = "…";

  private ClippedArguments() {}

  static JsonNode of(JsonNode arguments) {
    ObjectNode clipped = JsonNodeFactory.instance.objectNode();
    int left = MOST;
    int hidden = 0;
    for (var member : arguments.properties()) {
      String name = Preview.of(member.getKey(), LONGEST_NAME);
      JsonNode value = clipped(member.getValue());
      int length = name.length() + text(value).length();
      if (length > left || clipped.has(name)) {
        hidden++;
      } else {
        clipped.set(name, value);
        left -= length;
      }
    }
    return hidden == 0 ? clipped : clipped.put(REST, "%,d more".formatted(hidden));
  }

  private static JsonNode clipped(JsonNode value) {
    String text = text(value);
    return text.length() > Preview.MAX_LENGTH || EngineLimits.problem(value).isPresent()
        ? JsonNodeFactory.instance.textNode(Preview.of(text))
        : value;
  }

  private static String text(JsonNode value) {
    return value.isTextual() ? value.asText() : value.toString();
  }
}
