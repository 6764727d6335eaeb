package io.waggle.scripted;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes answers: whole, in halves, in drops, and as they are written. */
final class Wire {
  private static final int DROPS = 20;

  private final HttpExchange exchange;

  Wire(HttpExchange exchange) {
    this.exchange = exchange;
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getResponseHeaders().set("X-Scripted-Model", "true");
  }

  void retryAfter(@Nullable Duration time) {
    if (time != null) {
      long seconds = (time.toMillis() + 999) / 1_000;
      exchange.getResponseHeaders().set("Retry-After", Long.toString(seconds));
      exchange.getResponseHeaders().set("retry-after-ms", Long.toString(time.toMillis()));
    }
  }

  void send(int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  /** Promises the whole body and breaks the connection in the middle of it. */
  void sendHalf(byte[] body) throws IOException {
    exchange.sendResponseHeaders(200, body.length);
    OutputStream out = exchange.getResponseBody();
    out.write(body, 0, body.length / 2);
    out.flush();
  }

  void sendSlowly(byte[] body, Duration time) throws IOException, InterruptedException {
    exchange.sendResponseHeaders(200, body.length);
    OutputStream out = exchange.getResponseBody();
    int drop = Math.ceilDiv(body.length, DROPS);
    for (int from = 0; from < body.length; from += drop) {
      Thread.sleep(time.dividedBy(DROPS));
      out.write(body, from, Math.min(drop, body.length - from));
      if (from + drop < body.length) {
        out.flush(); // the last one goes out when the exchange ends: it is counted by then
      }
    }
  }

  /**
   * @param events of a stream
   * @param time that they take together
   */
  void stream(List<String> events, Duration time) throws IOException, InterruptedException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    for (String event : events) {
      out.write(Json.utf8(event));
      out.flush();
      Thread.sleep(time.dividedBy(events.size()));
    }
  }
}
