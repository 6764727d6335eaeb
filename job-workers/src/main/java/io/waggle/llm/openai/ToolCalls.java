package io.waggle.llm.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.core.ObjectMappers;
import com.openai.models.chat.completions.ChatCompletionMessageToolCall;
import io.waggle.llm.ToolRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the tool calls of an answer, whatever is wrong with them. */
final class ToolCalls {
  private ToolCalls() {}

  static List<ToolRequest> requests(Optional<List<ChatCompletionMessageToolCall>> calls, int turn) {
    List<ToolRequest> requests = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (ChatCompletionMessageToolCall call : calls.orElse(List.of())) {
      // Through JSON, because the SDK's type refuses calls without "type" or "id".
      JsonNode json = ObjectMappers.jsonMapper().valueToTree(call);
      String id = json.path("id").asText("");
      if (id.isBlank() || !ids.add(id)) {
        id = "call_%d_%d".formatted(turn, requests.size());
        ids.add(id);
      }
      JsonNode function = json.path(json.has("custom") ? "custom" : "function");
      JsonNode arguments = function.path(json.has("custom") ? "input" : "arguments");
      requests.add(
          new ToolRequest(
              id,
              function.path("name").asText(""),
              arguments.isValueNode() ? arguments.asText("") : arguments.toString()));
    }
    return requests;
  }
}
