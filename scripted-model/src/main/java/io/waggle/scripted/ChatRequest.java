package io.waggle.scripted;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What a screenplay looks at in a Chat Completions request.
 *
 * @param model the requested model: the role
 * @param messages the conversation, at least one
 * @param tools names of the tools offered, in the request's order
 * @param chars the length of everything that would be counted as prompt
 * @param streamed whether the answer is wanted while it is written
 * @param fingerprint the same for the same request, whatever the order of its keys
 */
record ChatRequest(
    String model,
    List<Message> messages,
    List<String> tools,
    long chars,
    boolean streamed,
    String fingerprint) {

  /**
   * One message.
   *
   * @param text its text; parts of a multi-part content joined by line breaks; "" without a content
   */
  record Message(String role, String text) {}

  ChatRequest {
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
  }

  /** Reads a request, or throws the error that OpenAI would answer. */
  static ChatRequest parse(byte[] body) {
    JsonNode root = tree(body);
    if (root.path("n").asInt(1) != 1) {
      throw bad("'n' must be 1: the scripted model gives one answer.");
    }
    String model = root.path("model").asText("");
    if (model.isBlank()) {
      throw bad("You must provide a 'model' parameter: the role of the screenplay.");
    }
    JsonNode messages = root.path("messages");
    if (!messages.isArray() || messages.isEmpty()) {
      throw bad("'messages' must be a list with at least one message.");
    }
    checkToolMessages(messages);
    List<Message> read =
        stream(messages).map(m -> new Message(m.path("role").asText(), text(m))).toList();
    List<String> tools =
        stream(root.path("tools")).map(t -> t.at("/function/name").asText()).toList();
    long chars = messages.toString().length() + (long) root.path("tools").toString().length();
    boolean streamed = root.path("stream").asBoolean();
    return new ChatRequest(model, read, tools, chars, streamed, fingerprint(root));
  }

  /** Of what is asked, not of how the answer is to be sent. */
  private static String fingerprint(JsonNode root) {
    return Json.fingerprint(root, Set.of("stream", "stream_options"));
  }

  /** How many answers the conversation holds already. */
  int turn() {
    return Math.toIntExact(
        messages.stream()
            .filter(m -> m.role().equals("assistant"))
            .filter(m -> !m.text().equals(io.waggle.llm.Message.RESULTS_READ))
            .count());
  }

  String task() {
    return messages.stream()
        .filter(m -> m.role().equals("user"))
        .map(Message::text)
        .findFirst()
        .orElse("");
  }

  String lastUser() {
    return last("user");
  }

  String lastToolResult() {
    return last("tool");
  }

  List<String> texts() {
    return messages.stream().map(Message::text).toList();
  }

  private String last(String role) {
    return messages.reversed().stream()
        .filter(m -> m.role().equals(role))
        .map(Message::text)
        .findFirst()
        .orElse("");
  }

  static JsonNode tree(byte[] body) {
    try {
      JsonNode root = Json.MAPPER.readTree(body);
      if (!root.isObject()) {
        throw bad("The body of the request must be a JSON object.");
      }
      return root;
    } catch (JsonProcessingException e) {
      throw bad("We could not parse the JSON body of your request: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw bad("We could not read the body of your request: " + e.getMessage());
    }
  }

  /** OpenAI refuses conversations in which calls and results do not pair up; so do we. */
  private static void checkToolMessages(JsonNode messages) {
    Set<String> open = new HashSet<>();
    for (JsonNode message : messages) {
      if (message.path("role").asText().equals("tool")) {
        String id = message.path("tool_call_id").asText();
        if (!open.remove(id)) {
          throw bad(
              "messages with role 'tool' must be a response to a preceding message with"
                  + " 'tool_calls'; no open call has the id '%s'.".formatted(id));
        }
        continue;
      }
      checkAllAnswered(open);
      message.path("tool_calls").forEach(call -> open.add(call.path("id").asText()));
    }
    checkAllAnswered(open);
  }

  private static void checkAllAnswered(Set<String> open) {
    if (!open.isEmpty()) {
      throw bad(
          "An assistant message with 'tool_calls' must be followed by tool messages responding to"
              + " each 'tool_call_id'. The following ids had no response: "
              + open.stream().sorted().collect(Collectors.joining(", ")));
    }
  }

  private static String text(JsonNode message) {
    JsonNode content = message.path("content");
    if (!content.isArray()) {
      return content.asText("");
    }
    List<String> parts = new ArrayList<>();
    content.forEach(part -> parts.add(part.path("text").asText("")));
    return String.join("\n", parts);
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  static ChatError.Thrown bad(String message) {
    return new ChatError.Thrown(400, null, message);
  }
}
