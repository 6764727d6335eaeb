package io.waggle.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.waggle.scripted.CompletionEvents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** What an endpoint does with a request. */
interface Fault {
  /** No fault. */
  Fault DONE = answer("stop", "\"content\": \"Done.\"");

  void give(HttpExchange exchange) throws IOException;

  static Fault status(int status, String body) {
    return status(status, Map.of(), body);
  }

  static Fault status(int status, Map<String, String> headers, String body) {
    return exchange -> {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      headers.forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  /** As OpenAI words its errors. */
  static Fault error(int status, String code, String message) {
    return status(status, Map.of(), errorBody(code, message));
  }

  static String errorBody(String code, String message) {
    ObjectNode error = new ObjectMapper().createObjectNode();
    error.putObject("error").put("code", code).put("message", message);
    return error.toString();
  }

  static Fault body(String body) {
    return exchange -> {
      boolean streamed = exchange.getResponseHeaders().containsKey(FaultyEndpoint.STREAMED);
      sent(streamed ? events(body) : body, streamed ? "text/event-stream" : "application/json")
          .give(exchange);
    };
  }

  private static Fault sent(String body, String type) {
    return status(200, Map.of("Content-Type", type), body);
  }

  /** What is no answer is one event. */
  private static String events(String body) {
    try {
      JsonNode json = new ObjectMapper().readTree(body);
      return CompletionEvents.isPossible(json)
          ? String.join("", CompletionEvents.of(json))
          : "data: " + body + "\n\n";
    } catch (JsonProcessingException broken) {
      return "data: " + body + "\n\n";
    }
  }

  /**
   * @param finish a text, or JSON's null
   * @param message members of the message
   */
  static Fault answer(String finish, String message) {
    return body(
        "{\"choices\": [{\"index\": 0, \"finish_reason\": %s, \"message\": {\"role\": \"assistant\", %s}}]}"
            .formatted(finish.equals("null") ? finish : "\"" + finish + "\"", message));
  }

  /**
   * @param calls the list, as JSON
   */
  static Fault calls(String calls) {
    return answer("tool_calls", "\"content\": null, \"tool_calls\": [%s]".formatted(calls));
  }

  /** A call as it should be; all are JSON. */
  static String call(String id, String name, String arguments) {
    return "{\"id\": %s, \"type\": \"function\", \"function\": {\"name\": %s, \"arguments\": %s}}"
        .formatted(id, name, arguments);
  }

  /** Breaks off in the middle of the body. */
  static Fault cut() {
    return exchange -> {
      exchange.sendResponseHeaders(200, 1_000);
      exchange.getResponseBody().write("{\"choices\": [".getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
    };
  }

  /** Closes the connection before the first byte. */
  static Fault closed() {
    return exchange -> {};
  }

  /** Sends nothing for so long. */
  static Fault slowToBegin(Duration time) {
    return exchange -> {
      rest(time);
      DONE.give(exchange);
    };
  }

  /** Sends a byte now and then, for so long. */
  static Fault dripping(Duration time) {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      long end = System.nanoTime() + time.toNanos();
      while (System.nanoTime() < end) {
        exchange.getResponseBody().write(' ');
        exchange.getResponseBody().flush();
        rest(Duration.ofMillis(100));
      }
    };
  }

  private static void rest(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }
}
