package io.waggle.llm.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.waggle.llm.ChatModel;
import io.waggle.llm.ChatRequest;
import io.waggle.llm.Message;
import io.waggle.scripted.CompletionEvents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** An endpoint on loopback that answers byte for byte what a test tells it to. */
final class StubEndpoint implements AutoCloseable {
  static final String KEY = "sk-proj-Zq81xLtBq0vN3mYw7Rk2Hd5cJf9sPa6e";
  static final String KEY_SETTING = "WAGGLE_TEST_KEY";
  static final ChatRequest HELLO = new ChatRequest(List.of(Message.user("hello")), List.of(), null);

  private static final String STREAMED = "X-Streamed";

  private static final int BACKLOG = 4_096;

  /** How a request is answered. */
  interface Answer {
    void send(HttpExchange exchange) throws IOException;
  }

  /** What arrived. */
  record Asked(String path, Headers headers, JsonNode body) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private boolean streaming;
  private volatile Answer answer = body(200, "{}");

  StubEndpoint() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  static Answer body(int status, String body) {
    return body(status, Map.of(), body);
  }

  static Answer body(int status, Map<String, String> headers, String whole) {
    return exchange -> {
      boolean streamed = isStreamed(exchange) && status == 200 && isCompletion(whole);
      byte[] bytes = (streamed ? events(whole) : whole).getBytes(StandardCharsets.UTF_8);
      headers.forEach(exchange.getResponseHeaders()::add);
      if (streamed) {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
      }
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  /** For what asks for streams. */
  StubEndpoint streaming() {
    streaming = true;
    return this;
  }

  private static boolean isStreamed(HttpExchange exchange) {
    return exchange.getResponseHeaders().containsKey(STREAMED);
  }

  private static boolean isCompletion(String body) {
    try {
      return CompletionEvents.isPossible(new ObjectMapper().readTree(body));
    } catch (JsonProcessingException broken) {
      return false;
    }
  }

  private static String events(String body) throws JsonProcessingException {
    return String.join("", CompletionEvents.of(new ObjectMapper().readTree(body)));
  }

  StubEndpoint answers(Answer next) {
    answer = next;
    return this;
  }

  List<Asked> asked() {
    return asked;
  }

  OpenAiEndpoint endpoint(@Nullable String key, Duration timeout) {
    return new OpenAiEndpoint("acme", baseUrl(), key, KEY_SETTING, timeout, streaming);
  }

  OpenAiProvider provider() {
    return new OpenAiProvider(endpoint(KEY, Duration.ofSeconds(20)));
  }

  ChatModel model() {
    return provider().model("m-1");
  }

  URI baseUrl() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      asked.add(
          new Asked(exchange.getRequestURI().getPath(), exchange.getRequestHeaders(), json(body)));
      if (json(body).path("stream").asBoolean()) {
        exchange.getResponseHeaders().set(STREAMED, "true");
      }
      answer.send(exchange);
    }
  }

  static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
