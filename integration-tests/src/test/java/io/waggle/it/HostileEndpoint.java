package io.waggle.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * An LLM endpoint that does to its caller whatever one might: half of its answers are sound, the
 * others are slow, endless, compressed beyond measure, deep, duplicate, empty, huge, cut off, or no
 * answers at all.
 */
final class HostileEndpoint implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int HUGE = 5_000_000;
  private static final byte[] BOMB = bomb();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Random random;
  private final AtomicLong answers = new AtomicLong();
  private final List<Trick> tricks =
      List.of(
          this::slow,
          this::endless,
          exchange -> send(exchange, 200, BOMB, "gzip"),
          exchange -> send(exchange, "[".repeat(100_000)),
          exchange -> send(exchange, "{\"choices\":".repeat(50_000)),
          exchange -> send(exchange, ""),
          exchange -> send(exchange, "<html>Welcome to the hotel's network</html>"),
          exchange -> send(exchange, text("x".repeat(HUGE))),
          exchange -> send(exchange, text("half a character: \ud83d")),
          exchange -> send(exchange, text("")),
          exchange -> send(exchange, calls(List.of(call("", "1"), call("call_1", "2")))),
          exchange -> send(exchange, calls(List.of(call("same", "1"), call("same", "2")))),
          exchange -> send(exchange, calls(List.of(call("big", "9".repeat(40))))),
          exchange -> send(exchange, calls(List.of(named("nobody_has_this", "{}")))),
          exchange -> send(exchange, calls(List.of(named("n".repeat(100_000), "{}")))),
          exchange -> send(exchange, calls(List.of(named("look", "{\"number\": 1, \"numb")))),
          exchange -> send(exchange, calls(List.of(named("look", "[".repeat(20_000))))),
          exchange -> send(exchange, calls(many(300))),
          exchange -> send(exchange, 500, "{}".getBytes(UTF_8), null),
          exchange -> send(exchange, 400, "e".repeat(HUGE).getBytes(UTF_8), null),
          this::tooMany,
          this::cutOff);

  /** One way to answer. */
  private interface Trick {
    void play(HttpExchange exchange) throws IOException;
  }

  private HostileEndpoint(HttpServer server, long seed) {
    this.server = server;
    this.random = new Random(seed);
  }

  static HostileEndpoint start(long seed) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      HostileEndpoint endpoint = new HostileEndpoint(server, seed);
      server.createContext("/", endpoint::answer);
      server.setExecutor(endpoint.threads);
      server.start();
      return endpoint;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI baseUrl() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
  }

  /** How many requests it has answered, or has begun to. */
  long answers() {
    return answers.get();
  }

  private void answer(HttpExchange exchange) {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      answers.incrementAndGet();
      choose().play(exchange);
    } catch (IOException gone) {
      // The caller has had enough.
    }
  }

  private synchronized Trick choose() {
    int choice = random.nextInt(4);
    if (choice < 2) {
      int number = random.nextInt(1_000);
      return choice == 0
          ? exchange ->
              send(exchange, calls(List.of(call("call_" + number, Integer.toString(number)))))
          : exchange -> send(exchange, text("Done."));
    }
    return tricks.get(random.nextInt(tricks.size()));
  }

  private void slow(HttpExchange exchange) throws IOException {
    LockSupport.parkNanos(3_000_000_000L);
    send(exchange, text("Sorry for the delay."));
  }

  /** Until the caller hangs up. */
  private void endless(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, 0);
    OutputStream body = exchange.getResponseBody();
    while (!Thread.currentThread().isInterrupted()) {
      body.write(" ".repeat(1_000).getBytes(UTF_8));
      body.flush();
      LockSupport.parkNanos(20_000_000L);
    }
  }

  private void tooMany(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Retry-After", "1");
    send(exchange, 429, "{\"error\":{\"message\":\"slow down\"}}".getBytes(UTF_8), null);
  }

  private void cutOff(HttpExchange exchange) throws IOException {
    byte[] whole = text("never heard to its end").getBytes(UTF_8);
    exchange.sendResponseHeaders(200, whole.length);
    exchange.getResponseBody().write(Arrays.copyOf(whole, whole.length / 2));
  }

  private static void send(HttpExchange exchange, String body) throws IOException {
    send(exchange, 200, body.getBytes(UTF_8), null);
  }

  private static void send(
      HttpExchange exchange, int status, byte[] body, @Nullable String encoding)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    if (encoding != null) {
      exchange.getResponseHeaders().set("Content-Encoding", encoding);
    }
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private static Map<String, Object> call(String id, String number) {
    return Map.of("id", id, "type", "function", "function", function("look", number(number)));
  }

  private static Map<String, Object> named(String name, String arguments) {
    return Map.of("id", "call_n", "type", "function", "function", function(name, arguments));
  }

  private static String number(String number) {
    return "{\"number\": " + number + "}";
  }

  private static Map<String, Object> function(String name, String arguments) {
    return Map.of("name", name, "arguments", arguments);
  }

  private static List<Map<String, Object>> many(int number) {
    List<Map<String, Object>> calls = new ArrayList<>();
    for (int call = 0; call < number; call++) {
      calls.add(call("call_" + call, Integer.toString(call)));
    }
    return calls;
  }

  private static String calls(List<Map<String, Object>> calls) {
    return completion(Map.of("role", "assistant", "tool_calls", calls), "tool_calls");
  }

  private static String text(String content) {
    return completion(Map.of("role", "assistant", "content", content), "stop");
  }

  private static String completion(Map<String, Object> message, String reason) {
    try {
      return JSON.writeValueAsString(
          Map.of(
              "id",
              "chatcmpl-1",
              "object",
              "chat.completion",
              "created",
              1,
              "model",
              "hostile",
              "choices",
              List.of(Map.of("index", 0, "message", message, "finish_reason", reason))));
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** A gigabyte of spaces in a megabyte. */
  private static byte[] bomb() {
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
        byte[] spaces = " ".repeat(1_000_000).getBytes(UTF_8);
        for (int megabyte = 0; megabyte < 1_000; megabyte++) {
          zip.write(spaces);
        }
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    server.stop(0);
  }
}
