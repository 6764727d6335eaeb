package io.waggle.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.waggle.endpoint.LoopbackEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * Plays responses that were written down whole, from the folder {@code misbehaving-models}: one
 * after the other, then "Done." for ever. It can refuse requests that have a flaw.
 */
final class PlayedEndpoint extends LoopbackEndpoint {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DONE =
      """
      HTTP/1.1 200 OK
      Content-Type: application/json

      {"choices": [{"finish_reason": "stop", "message": {"content": "Done."}}]}
      """;

  private final List<String> answers = new CopyOnWriteArrayList<>();
  private final List<JsonNode> asked = new CopyOnWriteArrayList<>();
  private volatile Predicate<JsonNode> flaw = request -> false;
  private volatile String refusal = DONE;
  private volatile boolean forEver;

  /** Forgets everything, and plays these. */
  PlayedEndpoint plays(String... files) {
    asked.clear();
    answers.clear();
    List.of(files).forEach(file -> answers.add(file(file)));
    flaw = request -> false;
    forEver = false;
    return this;
  }

  /** Forgets everything, and plays these, which are whole responses. */
  PlayedEndpoint answers(String... responses) {
    plays();
    answers.addAll(List.of(responses));
    return this;
  }

  /** After those, these, which are whole responses. */
  PlayedEndpoint answersThen(String... responses) {
    answers.addAll(List.of(responses));
    return this;
  }

  /** A response with a text. */
  static String text(String content) {
    ObjectNode message = JSON.createObjectNode().put("content", content);
    return response("stop", message);
  }

  /** A response with one tool call. */
  static String call(String tool, String arguments) {
    ObjectNode message = JSON.createObjectNode();
    message
        .putArray("tool_calls")
        .addObject()
        .put("id", "call_1")
        .put("type", "function")
        .putObject("function")
        .put("name", tool)
        .put("arguments", arguments);
    return response("tool_calls", message);
  }

  /** A response without an answer. */
  static String status(int status, String headers, String words) {
    ObjectNode body = JSON.createObjectNode();
    body.putObject("error").put("message", words);
    return "HTTP/1.1 %d Status\n%sContent-Type: application/json\n\n%s"
        .formatted(status, headers, body);
  }

  private static String response(String reason, ObjectNode message) {
    ObjectNode body = JSON.createObjectNode();
    body.putArray("choices").addObject().put("finish_reason", reason).set("message", message);
    body.putObject("usage").put("prompt_tokens", 10).put("completion_tokens", 2);
    return "HTTP/1.1 200 OK\nContent-Type: application/json\n\n" + body;
  }

  /** The last answer again and again. */
  PlayedEndpoint forEver() {
    forEver = true;
    return this;
  }

  /** Refuses requests with a flaw, before all else. */
  PlayedEndpoint refuses(String file, Predicate<JsonNode> found) {
    refusal = file(file);
    flaw = found;
    return this;
  }

  /** Refuses requests with a flaw by a whole response, before all else. */
  PlayedEndpoint refusesWith(String response, Predicate<JsonNode> found) {
    refusal = response;
    flaw = found;
    return this;
  }

  /** The requests so far. */
  List<JsonNode> asked() {
    return asked;
  }

  static String file(String name) {
    try (InputStream in =
        Objects.requireNonNull(
            PlayedEndpoint.class.getResourceAsStream("/misbehaving-models/" + name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected void answer(HttpExchange exchange) throws IOException {
    JsonNode request = JSON.readTree(exchange.getRequestBody());
    asked.add(request);
    send(exchange, flaw.test(request) ? refusal : next());
  }

  private synchronized String next() {
    if (answers.isEmpty()) {
      return DONE;
    }
    return forEver && answers.size() == 1 ? answers.getFirst() : answers.removeFirst();
  }

  private static void send(HttpExchange exchange, String response) throws IOException {
    String text = response.replace("\r\n", "\n");
    int end = text.indexOf("\n\n");
    List<String> head = text.substring(0, end).lines().toList();
    byte[] body = text.substring(end + 2).getBytes(StandardCharsets.UTF_8);
    for (String header : head.subList(1, head.size())) {
      int colon = header.indexOf(':');
      exchange
          .getResponseHeaders()
          .add(header.substring(0, colon), header.substring(colon + 1).strip());
    }
    exchange.sendResponseHeaders(Integer.parseInt(head.getFirst().split(" ")[1]), body.length);
    exchange.getResponseBody().write(body);
  }
}
