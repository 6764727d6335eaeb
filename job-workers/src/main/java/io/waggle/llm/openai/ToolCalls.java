package io.waggle.llm.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.core.ObjectMappers;
import com.openai.models.chat.completions.ChatCompletionMessageToolCall;
import io.waggle.llm.ToolRequest;
import java.util.List;
import java.util.Optional;

/** Reads the tool calls of an answer, whatever is wrong with them. */
final class ToolCalls {
  private ToolCalls() {}

  static List<ToolRequest> requests(Optional<List<ChatCompletionMessageToolCall>> calls) {
    return calls.orElse(List.of()).stream().map(ToolCalls::request).toList();
  }

  private static ToolRequest request(ChatCompletionMessageToolCall call) {
    // Through JSON, because the SDK's type refuses calls without "type" or "id".
    JsonNode json = ObjectMappers.jsonMapper().valueToTree(call);
    JsonNode function = json.path(json.has("custom") ? "custom" : "function");
    JsonNode arguments = function.path(json.has("custom") ? "input" : "arguments");
    return new ToolRequest(
        json.path("id").asText(""),
        function.path("name").asText(""),
        arguments.isValueNode() ? arguments.asText("") : arguments.toString());
  }
}
