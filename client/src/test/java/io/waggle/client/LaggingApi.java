package io.waggle.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands before {@code /v2} and lets its searches lag, as a cluster's do: each is answered as it
 * was that long ago, and with nothing where it was not asked then. Commands pass at once.
 */
final class LaggingApi implements AutoCloseable {
  private static final String NOTHING = "{\"items\":[],\"page\":{\"totalItems\":0}}";

  private final URI api;
  private final Duration lag;
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();

  private record Answer(Instant at, String body) {}

  LaggingApi(URI api, Duration lag) {
    this.api = api;
    this.lag = lag;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().toString();
      String sent = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      HttpResponse<String> now = ask(exchange.getRequestMethod(), path, sent);
      boolean search = path.contains("/search") && now.statusCode() == 200;
      byte[] body = (search ? late(path + sent, now.body()) : now.body()).getBytes(UTF_8);
      now.headers()
          .firstValue("Content-Type")
          .ifPresent(type -> exchange.getResponseHeaders().add("Content-Type", type));
      exchange.sendResponseHeaders(now.statusCode(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpResponse<String> ask(String method, String path, String body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(api.resolve(path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private String late(String search, String now) {
    Deque<Answer> known = answers.computeIfAbsent(search, same -> new ArrayDeque<>());
    synchronized (known) {
      known.addLast(new Answer(Instant.now(), now));
      Instant then = Instant.now().minus(lag);
      String shown = NOTHING;
      for (Answer answer : known) {
        if (!answer.at().isAfter(then)) {
          shown = answer.body();
        }
      }
      return shown;
    }
  }

  @Override
  public void close() {
    server.stop(0);
    client.close();
  }
}
