package io.waggle.llm.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.llm.ProviderFields;
import io.waggle.llm.ToolRequest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the tool calls of a message, whatever is wrong with them. */
final class ToolCalls {
  private static final Set<String> OF_CALL =
      Set.of("id", "type", "index", "function", "custom", "name", "arguments", "input");
  private static final Set<String> OF_FUNCTION =
      Set.of("name", "arguments", "input", "description");

  /** What an answer has of its own, or what no endpoint wants back. */
  private static final Set<String> OF_MESSAGE =
      Set.of(
          "role",
          "content",
          "tool_calls",
          "function_call",
          "refusal",
          "name",
          "annotations",
          "audio",
          "error");

  /**
   * @param requests the calls, in their order
   * @param isUnreadable whether there is something in the place of calls that is no list of them
   */
  record Read(List<ToolRequest> requests, boolean isUnreadable) {}

  private ToolCalls() {}

  static Read of(JsonNode message, String provider) {
    JsonNode calls = message.path("tool_calls");
    List<ToolRequest> requests = new ArrayList<>();
    if (calls.isArray()) {
      calls.forEach(call -> requests.add(request(call, provider)));
    }
    JsonNode legacy = message.path("function_call");
    if (requests.isEmpty() && legacy.isObject() && legacy.path("name").isTextual()) {
      requests.add(
          new ToolRequest("", legacy.path("name").asText(), text(legacy.path("arguments"))));
    }
    boolean somethingElse = !calls.isArray() && !isNothing(calls);
    return new Read(requests, somethingElse || (requests.isEmpty() && !isNothing(legacy)));
  }

  /**
   * @return what a message has beside what is read of it; null if nothing
   */
  static @Nullable ProviderFields beside(JsonNode message, String provider) {
    ObjectNode others = others(message, OF_MESSAGE);
    return others.isEmpty() ? null : new ProviderFields(provider, others, null);
  }

  private static ToolRequest request(JsonNode call, String provider) {
    if (!call.isObject()) {
      return new ToolRequest("", "", call.toString());
    }
    JsonNode function = call.has("custom") ? call.path("custom") : call.path("function");
    JsonNode named = function.isObject() ? function : call;
    JsonNode arguments = named.has("input") ? named.path("input") : named.path("arguments");
    return new ToolRequest(
        call.path("id").asText(""),
        named.path("name").isTextual() ? named.path("name").asText() : "",
        text(arguments),
        fields(call, function, provider));
  }

  private static @Nullable ProviderFields fields(
      JsonNode call, JsonNode function, String provider) {
    ObjectNode beside = others(call, OF_CALL);
    ObjectNode inside = others(function, OF_FUNCTION);
    return beside.isEmpty() && inside.isEmpty()
        ? null
        : new ProviderFields(provider, beside, inside.isEmpty() ? null : inside);
  }

  private static ObjectNode others(JsonNode object, Set<String> known) {
    ObjectNode others =
        object.isObject() ? ((ObjectNode) object).deepCopy() : Json.MAPPER.createObjectNode();
    others.remove(known);
    for (Iterator<JsonNode> values = others.elements(); values.hasNext(); ) {
      if (isNothing(values.next())) {
        values.remove();
      }
    }
    return others;
  }

  private static boolean isNothing(JsonNode value) {
    return value.isMissingNode()
        || value.isNull()
        || (value.isContainerNode() && value.isEmpty())
        || (value.isTextual() && value.asText().isBlank());
  }

  private static String text(JsonNode arguments) {
    return arguments.isValueNode() || arguments.isMissingNode()
        ? arguments.asText("")
        : arguments.toString();
  }
}
