package io.waggle.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The part of {@code /v2} that shows runs and user tasks, on loopback, behind basic authentication:
 * for states and failures that a test wants to choose. Answers in the form that the documentation
 * of the Orchestration Cluster API shows.
 */
public final class FakeCluster implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, List<Row>> tables =
      Map.of(
          "process-instances", new CopyOnWriteArrayList<>(),
          "element-instances", new CopyOnWriteArrayList<>(),
          "variables", new CopyOnWriteArrayList<>(),
          "incidents", new CopyOnWriteArrayList<>());
  private final FakeTasks tasks = new FakeTasks(this);
  private final List<JsonNode> searches = new CopyOnWriteArrayList<>();
  private volatile String password = "demo";
  private volatile int failure;
  private volatile @Nullable Duration failing;
  private final AtomicReference<@Nullable Instant> recovers = new AtomicReference<>();
  private volatile Duration delay = Duration.ZERO;
  private volatile Instant behindUntil = Instant.MIN;
  private final AtomicInteger deniedRequests = new AtomicInteger();

  public FakeCluster() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public void expectPassword(String value) {
    password = value;
  }

  /** Answers with this status and a page for people, as a proxy does; 0 ends it. */
  public void failWith(int status) {
    failure = status;
  }

  /** As {@link #failWith}, and goes on for so long after the first request. */
  public void failWith(int status, Duration time) {
    failing = time;
    failure = status;
  }

  /** What it answers with, which a test may change at any moment; 0 where it does not fail. */
  private int failing() {
    int status = failure;
    Duration time = failing;
    if (status > 0 && time != null) {
      recovers.compareAndSet(null, Instant.now().plus(time));
      return Instant.now().isBefore(recovers.get()) ? status : 0;
    }
    return status;
  }

  /** Answers that late. */
  public void answerAfter(Duration time) {
    delay = time;
  }

  /** Shows nothing until then: exporters are behind the engine. */
  public FakeCluster behindUntil(Instant moment) {
    behindUntil = moment;
    return this;
  }

  public FakeCluster instance(long key, String processId, @Nullable Long parent) {
    return put("process-instances", new Row(key, key, parent, processId, "ACTIVE", null));
  }

  public FakeCluster element(long key, long instance, String id, String state) {
    return element(key, instance, id, state, Instant.now());
  }

  public FakeCluster element(long key, long instance, String id, String state, Instant since) {
    return put("element-instances", new Row(key, instance, null, id, state, since));
  }

  public FakeCluster variable(long instance, long scope, String name, Object value) {
    long key = 7_000_000L + tables.get("variables").size();
    tables
        .get("variables")
        .removeIf(row -> row.parent() != null && row.parent() == scope && row.name().equals(name));
    return put("variables", new Row(key, instance, scope, name, Json.tree(value).toString(), null));
  }

  /** The user tasks. */
  public FakeTasks tasks() {
    return tasks;
  }

  public FakeCluster incident(long key, long instance, String message) {
    return put("incidents", new Row(key, instance, null, message, "ACTIVE", null));
  }

  /** Ends an instance; {@code COMPLETED} or {@code TERMINATED}. */
  public FakeCluster end(long key, String state) {
    List<Row> rows = tables.get("process-instances");
    Row row = rows.stream().filter(r -> r.key() == key).findFirst().orElseThrow();
    rows.set(rows.indexOf(row), new Row(key, key, row.parent(), row.name(), state, Instant.now()));
    return this;
  }

  /** An instance that a call activity of another has created. */
  public FakeCluster calledBy(long key, long parent) {
    tables
        .get("process-instances")
        .replaceAll(
            row ->
                row.key() == key
                    ? new Row(key, key, parent, row.name(), row.state(), row.time())
                    : row);
    return this;
  }

  /** Completes the element of this id of an instance. */
  public FakeCluster leave(long instance, String element) {
    tables
        .get("element-instances")
        .replaceAll(
            row ->
                row.instance() == instance && row.name().equals(element)
                    ? new Row(row.key(), instance, null, element, "COMPLETED", row.time())
                    : row);
    return this;
  }

  /** As an engine that is killed and comes back empty. */
  public void loseAll() {
    tables.values().forEach(List::clear);
  }

  private FakeCluster put(String table, Row row) {
    tables.get(table).add(row);
    return this;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      byte[] sent = exchange.getRequestBody().readAllBytes();
      if (path.endsWith("/search")) {
        searches.add(Json.parse(text(sent)).path("filter"));
      }
      awaitDelay();
      int status = failing();
      if (status > 0) {
        answer(exchange, status, "<html>Not here</html>");
      } else if (!path.startsWith("/v2/")) {
        answer(exchange, 404, "{}");
      } else if (!loggedIn(exchange)) {
        deny(exchange);
      } else if (path.contains("/user-tasks")) {
        JsonNode body = sent.length == 0 ? Json.parse("{}") : Json.parse(text(sent));
        FakeTasks.Answer answer = tasks.answer(exchange.getRequestMethod(), path, body);
        answer(exchange, answer.status(), answer.body());
      } else {
        JsonNode query = Json.parse(text(sent));
        String unknown = FakeRows.unknownFilter(query);
        if (unknown == null) {
          answer(exchange, 200, search(path.split("/")[2], query).toString());
        } else {
          answer(
              exchange, 400, "{\"detail\": \"The fake does not filter by %s\"}".formatted(unknown));
        }
      }
    }
  }

  private void awaitDelay() throws IOException {
    try {
      var unused = new CountDownLatch(1).await(delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      throw new InterruptedIOException();
    }
  }

  private void deny(HttpExchange exchange) throws IOException {
    deniedRequests.incrementAndGet();
    answer(exchange, 401, "");
  }

  /** The filters of all searches. */
  List<JsonNode> searches() {
    return searches;
  }

  /** How often a wrong login was sent. */
  int deniedRequests() {
    return deniedRequests.get();
  }

  private boolean loggedIn(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    byte[] expected = ("demo:" + password).getBytes(StandardCharsets.UTF_8);
    return ("Basic " + Base64.getEncoder().encodeToString(expected)).equals(header);
  }

  private JsonNode search(String table, JsonNode query) {
    List<Row> found =
        rows(table).stream().filter(row -> !behind() && FakeRows.matches(row, query)).toList();
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    var items = answer.putArray("items");
    int from = Integer.parseInt(query.path("page").path("after").asText("0"));
    int to = Math.min(found.size(), from + query.path("page").path("limit").asInt(100));
    IntStream.range(from, to).forEach(i -> items.add(FakeRows.of(table, found.get(i))));
    answer.putObject("page").put("totalItems", found.size()).put("endCursor", "" + to);
    return answer;
  }

  List<Row> rows(String table) {
    return tables.get(table);
  }

  boolean behind() {
    return Instant.now().isBefore(behindUntil);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String type =
        body.startsWith("<")
            ? "text/html"
            : body.contains("\"detail\"") ? "application/problem+json" : "application/json";
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /**
   * One line of a table.
   *
   * @param parent parent instance, or scope of a variable
   * @param name process, element, variable or message
   * @param state state, or value of a variable
   * @param time end of an instance, start of an element
   */
  record Row(
      long key,
      long instance,
      @Nullable Long parent,
      String name,
      String state,
      @Nullable Instant time) {}
}
