package io.waggle.embedded;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.waggle.embedded.Description.Operation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * Stands between a client and the engine, and holds every request and every answer against
 * Camunda's description of the API.
 */
final class StrictProxy implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI target;
  private final HttpServer server;
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private final Set<String> seen = new ConcurrentSkipListSet<>();

  StrictProxy(URI target) {
    this.target = target;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.createContext(
        "/",
        exchange -> {
          try {
            forward(exchange);
          } catch (RuntimeException e) {
            faults.add(exchange.getRequestURI() + ": " + e);
            throw e;
          }
        });
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What was not as described so far. */
  List<String> faults() {
    return faults;
  }

  /** Operations that were called, with how they were answered. */
  Set<String> seen() {
    return seen;
  }

  private void forward(HttpExchange exchange) throws IOException {
    byte[] request = exchange.getRequestBody().readAllBytes();
    HttpResponse<byte[]> response = send(exchange, request);
    check(exchange, request, response);
    response
        .headers()
        .firstValue("Content-Type")
        .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
    byte[] body = response.body();
    exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private HttpResponse<byte[]> send(HttpExchange exchange, byte[] body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.resolve(exchange.getRequestURI()))
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
        .ifPresent(type -> request.header("Content-Type", type));
    try {
      return http.send(request.build(), BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private void check(HttpExchange exchange, byte[] request, HttpResponse<byte[]> response) {
    String path = exchange.getRequestURI().getPath();
    Optional<Operation> found = Description.of(exchange.getRequestMethod(), path);
    if (found.isEmpty()) {
      return;
    }
    Operation operation = found.get();
    String called = exchange.getRequestMethod() + " " + operation.path();
    seen.add(called + " " + response.statusCode());
    if (response.statusCode() != 400 && response.statusCode() != 501) {
      Description.faultsOfRequest(operation, request)
          .forEach(fault -> faults.add(called + " request " + fault));
    }
    Description.faultsOfAnswer(operation, response.statusCode(), response.body())
        .forEach(fault -> faults.add(called + " " + response.statusCode() + " " + fault));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
