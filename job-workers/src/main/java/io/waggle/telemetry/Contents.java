package io.waggle.telemetry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opentelemetry.api.common.AttributesBuilder;
import io.waggle.bpmn.Cut;
import io.waggle.invocation.Secrets;
import io.waggle.llm.Message;
import io.waggle.llm.ToolRequest;
import java.util.List;

/**
 * Puts into spans what was said, where that is asked for; without secrets, and no text longer than
 * {@value #LONGEST} characters.
 */
final class Contents {
  private static final int LONGEST = 20_000;

  private final boolean wanted;
  private final Secrets secrets;

  Contents(boolean wanted, Secrets secrets) {
    this.wanted = wanted;
    this.secrets = secrets;
  }

  void put(AttributesBuilder attributes, String name, String text) {
    if (wanted && !text.isEmpty()) {
      attributes.put(name, shown(text));
    }
  }

  /** As JSON, in the form that the conventions give to messages. */
  void put(AttributesBuilder attributes, String name, List<Message> messages) {
    if (wanted && !messages.isEmpty()) {
      ArrayNode all = JsonNodeFactory.instance.arrayNode();
      messages.forEach(message -> all.add(json(message)));
      attributes.put(name, all.toString());
    }
  }

  private ObjectNode json(Message message) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("role", Meters.word(message.role()));
    ArrayNode parts = json.putArray("parts");
    if (message.role() == Message.Role.TOOL) {
      parts
          .addObject()
          .put("type", "tool_call_response")
          .put("id", message.toolCallId())
          .put("response", shown(message.text()));
    } else if (!message.text().isEmpty()) {
      parts.addObject().put("type", "text").put("content", shown(message.text()));
    }
    for (ToolRequest request : message.requests()) {
      parts
          .addObject()
          .put("type", "tool_call")
          .put("id", request.id())
          .put("name", request.name())
          .put("arguments", shown(request.arguments()));
    }
    return json;
  }

  private String shown(String text) {
    return Cut.noted(secrets.hide(text), LONGEST);
  }
}
