package io.waggle.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An LLM endpoint that answers so many requests in any minute, and refuses the others. */
final class RationedEndpoint implements AutoCloseable {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Pattern NUMBER = Pattern.compile("Question (\\d+)\\.");
  private static final String DONE =
      "{\"choices\": [{\"finish_reason\": \"stop\", \"message\": {\"content\": \"Done.\"}}]}";
  private static final String REFUSED = "{\"error\": {\"message\": \"Slow down.\"}}";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final int perMinute;
  private final List<Request> requests = new ArrayList<>();
  private final Deque<Long> answered = new ArrayDeque<>();
  private int refused;

  /**
   * A request that it got.
   *
   * @param question which one
   * @param at when, in nanoseconds of this JVM
   */
  record Request(int question, long at) {}

  private RationedEndpoint(HttpServer server, int perMinute) {
    this.server = server;
    this.perMinute = perMinute;
  }

  static RationedEndpoint start(int perMinute) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      RationedEndpoint endpoint = new RationedEndpoint(server, perMinute);
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

  /** What a run asks that gets its number back with {@link #requests}. */
  static String question(int number) {
    return "Question %d.".formatted(number);
  }

  synchronized List<Request> requests() {
    return List.copyOf(requests);
  }

  synchronized int refused() {
    return refused;
  }

  /** How many requests it got at the most within such a time. */
  long most(Duration time) {
    List<Request> all = requests();
    return all.stream()
        .mapToLong(
            first ->
                all.stream()
                    .filter(one -> one.at() >= first.at())
                    .filter(one -> one.at() - first.at() < time.toNanos())
                    .count())
        .max()
        .orElse(0);
  }

  private void answer(HttpExchange exchange) {
    try (exchange) {
      Matcher number = NUMBER.matcher(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
      boolean granted = number.find() && granted(Integer.parseInt(number.group(1)));
      byte[] body = (granted ? DONE : REFUSED).getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(granted ? 200 : 429, body.length);
      exchange.getResponseBody().write(body);
    } catch (IOException gone) {
      // The worker was killed.
    }
  }

  private synchronized boolean granted(int question) {
    long now = System.nanoTime();
    requests.add(new Request(question, now));
    while (!answered.isEmpty() && now - answered.getFirst() >= MINUTE.toNanos()) {
      answered.removeFirst();
    }
    if (answered.size() >= perMinute) {
      refused++;
      return false;
    }
    answered.addLast(now);
    return true;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
