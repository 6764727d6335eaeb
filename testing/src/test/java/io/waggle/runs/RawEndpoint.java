package io.waggle.runs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.waggle.endpoint.LoopbackEndpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A Chat Completions endpoint that answers whatever a test wants, also what the scripted model
 * would never say: the first requests in this order, all others with "Done.".
 */
final class RawEndpoint extends LoopbackEndpoint {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> answers = new CopyOnWriteArrayList<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  /** A tool call as it goes over the wire. */
  record Call(String id, String name, String arguments) {}

  /** Forgets everything, and answers like this. */
  void answers(String... bodies) {
    asked.clear();
    answers.clear();
    answers.addAll(List.of(bodies));
  }

  /** Bodies of the requests so far. */
  List<String> asked() {
    return asked;
  }

  static String calls(List<Call> calls) {
    ObjectNode message = JSON.createObjectNode().put("role", "assistant").putNull("content");
    var list = message.putArray("tool_calls");
    for (Call call : calls) {
      list.addObject()
          .put("id", call.id())
          .put("type", "function")
          .putObject("function")
          .put("name", call.name())
          .put("arguments", call.arguments());
    }
    return completion(message, "tool_calls");
  }

  private static String done() {
    return completion(JSON.createObjectNode().put("content", "Done."), "stop");
  }

  private static String completion(ObjectNode message, String reason) {
    ObjectNode body = JSON.createObjectNode().put("object", "chat.completion");
    ObjectNode choice = body.putArray("choices").addObject().put("finish_reason", reason);
    choice.set("message", message);
    return body.toString();
  }

  @Override
  protected void answer(HttpExchange exchange) throws IOException {
    int number = asked.size();
    asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    String answer = number < answers.size() ? answers.get(number) : done();
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
