package io.waggle.scripted;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** Writes a reply as a {@code chat.completion} object that says that it is scripted. */
final class ChatCompletion {
  private ChatCompletion() {}

  static byte[] body(ChatRequest request, Reply reply) {
    ObjectNode root = Json.MAPPER.createObjectNode();
    root.put("id", "chatcmpl-scripted-" + request.fingerprint())
        .put("object", "chat.completion")
        .put("created", Instant.now().getEpochSecond())
        .put("model", "scripted:" + request.model())
        .put("system_fingerprint", "scripted");
    ObjectNode choice = root.putArray("choices").addObject();
    choice.put("index", 0).put("finish_reason", finishReason(reply)).putNull("logprobs");
    ObjectNode message = choice.putObject("message");
    message
        .put("role", "assistant")
        .put("content", reply.text())
        .put("refusal", reply.refusal())
        .putArray("annotations");
    if (!reply.toolCalls().isEmpty()) {
      writeCalls(message.putArray("tool_calls"), request, reply);
    }
    writeUsage(root.putObject("usage"), request, reply);
    return Json.bytes(root);
  }

  private static String finishReason(Reply reply) {
    if (reply.finishReason() != null) {
      return reply.finishReason();
    }
    return reply.toolCalls().isEmpty() ? "stop" : "tool_calls";
  }

  private static void writeCalls(ArrayNode calls, ChatRequest request, Reply reply) {
    for (ScriptedCall call : reply.toolCalls()) {
      String id =
          call.id() == null
              ? "call_%s_%d".formatted(request.fingerprint(), calls.size())
              : call.id();
      ObjectNode node = calls.addObject();
      node.put("id", id).put("type", "function");
      node.putObject("function").put("name", call.name()).put("arguments", call.argumentsText());
    }
  }

  private static void writeUsage(ObjectNode node, ChatRequest request, Reply reply) {
    Usage usage =
        reply.usage() == null ? Usage.ofLengths(request.chars(), reply.chars()) : reply.usage();
    node.put("prompt_tokens", usage.prompt())
        .put("completion_tokens", usage.completion())
        .put("total_tokens", usage.prompt() + usage.completion());
    node.putObject("prompt_tokens_details").put("cached_tokens", usage.cached());
    node.putObject("completion_tokens_details").put("reasoning_tokens", 0);
  }
}
