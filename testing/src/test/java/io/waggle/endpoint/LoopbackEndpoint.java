package io.waggle.endpoint;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/** A Chat Completions endpoint on loopback, each request on a thread of its own. */
public abstract class LoopbackEndpoint implements AutoCloseable {
  private static final int BACKLOG = 1_024;

  private final HttpServer server;

  @SuppressWarnings("this-escape") // nobody knows the address before the constructor has ended
  protected LoopbackEndpoint() {
    try {
      server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            answer(exchange);
          }
        });
    server.start();
  }

  /** Answers a request; one that it does not answer finds its connection closed. */
  protected abstract void answer(HttpExchange exchange) throws IOException;

  /** What a provider's {@code base-url} is set to. */
  public String baseUrl() {
    return "http://127.0.0.1:%d/v1".formatted(server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
