package io.waggle.crashtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The witness on loopback. {@code POST /moments} says where a job stands, {@code POST
 * /effects/<tool>} lets a tool act, {@code GET /effects/<tool>?key=…} asks for the outcome of a
 * call.
 */
final class Hearing implements AutoCloseable {
  private static final int BACKLOG = 4_096;
  private static final String KEY = "key=";

  private final Witness witness;
  private final HttpServer server;
  private final ObjectMapper mapper = new ObjectMapper();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private Hearing(Witness witness, HttpServer server) {
    this.witness = witness;
    this.server = server;
  }

  static Hearing open(Witness witness) {
    try {
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      HttpServer server = HttpServer.create(new InetSocketAddress(loopback, 0), BACKLOG);
      Hearing hearing = new Hearing(witness, server);
      server.setExecutor(hearing.threads);
      server.createContext("/moments", exchange -> hearing.handle(exchange, hearing::moment));
      server.createContext("/effects/", exchange -> hearing.handle(exchange, hearing::effect));
      server.start();
      return hearing;
    } catch (IOException failure) {
      throw new CrashTestException(
          "No port of 127.0.0.1 can be listened on: %s.".formatted(failure.getMessage()), failure);
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What is answered to a request; empty: it is not known. */
  private interface Answering {
    Optional<String> answer(HttpExchange exchange) throws IOException, InterruptedException;
  }

  private void handle(HttpExchange exchange, Answering answering) throws IOException {
    try (exchange) {
      Optional<String> answer = answering.answer(exchange);
      byte[] body = answer.orElse("").getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(
          answer.isPresent() ? 200 : 404, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<String> moment(HttpExchange exchange) throws IOException, InterruptedException {
    JsonNode said = mapper.readTree(exchange.getRequestBody());
    witness.job(
        Moment.valueOf(said.path("moment").asText()),
        said.path("jobType").asText(),
        said.path("job").asText(),
        said.path("key").asLong(),
        said.path("pid").asLong());
    return Optional.of("");
  }

  private Optional<String> effect(HttpExchange exchange) throws IOException, InterruptedException {
    String tool = exchange.getRequestURI().getPath().substring("/effects/".length());
    if (exchange.getRequestMethod().equals("GET")) {
      String query = exchange.getRequestURI().getRawQuery();
      return witness.find(
          tool, URLDecoder.decode(query.substring(KEY.length()), StandardCharsets.UTF_8));
    }
    JsonNode said = mapper.readTree(exchange.getRequestBody());
    return Optional.of(witness.act(tool, said.path("order").asText(), said.path("key").asText()));
  }

  /** Stops at once; whoever stands still here gets no answer. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
