package io.waggle.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The part of a cluster that tells about runs, on loopback, in both of its shapes. Answers in the
 * form that Operate 8.6 gives and that the documentation of the Orchestration Cluster API shows.
 */
public final class FakeCluster implements AutoCloseable {
  /** Which API it speaks. */
  public enum Face {
    /** {@code /v1} behind a session, Camunda 8.6. */
    OPERATE,
    /** {@code /v2} behind basic authentication, Camunda 8.8. */
    ORCHESTRATION
  }

  static final int TRUNCATED_AT = 8191;

  private final Face face;
  private final HttpServer server;
  private final Map<String, List<Row>> tables =
      Map.of(
          "process-instances", new CopyOnWriteArrayList<>(),
          "elements", new CopyOnWriteArrayList<>(),
          "variables", new CopyOnWriteArrayList<>(),
          "incidents", new CopyOnWriteArrayList<>());
  private final FakeTasks tasks = new FakeTasks(this);
  private volatile String password = "demo";
  private final Set<Long> heardOf = ConcurrentHashMap.newKeySet();
  private volatile boolean away;
  private final AtomicInteger deniedRequests = new AtomicInteger();

  public FakeCluster(Face face) {
    this.face = face;
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

  /** Answers with 503 from now on, as a gateway does in front of a cluster that restarts. */
  public void setAway(boolean value) {
    away = value;
  }

  /**
   * Of this row, Operate or Tasklist has read later records, and not yet the first: it has no
   * beginning.
   */
  public FakeCluster onlyHeardOf(long key) {
    heardOf.add(key);
    return this;
  }

  ObjectNode asFarAsKnown(long key, ObjectNode row) {
    return heardOf.contains(key)
        ? row.without(Set.of("startDate", "creationTime", "creationDate"))
        : row;
  }

  public FakeCluster instance(long key, String processId, @Nullable Long parent) {
    return put("process-instances", new Row(key, key, parent, processId, "ACTIVE", null));
  }

  public FakeCluster element(long key, long instance, String id, String state) {
    return element(key, instance, id, state, Instant.now());
  }

  public FakeCluster element(long key, long instance, String id, String state, Instant since) {
    return put("elements", new Row(key, instance, null, id, state, since));
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

  /** Ends an instance; {@code COMPLETED} or {@code CANCELED}. */
  public FakeCluster end(long key, String state) {
    List<Row> rows = tables.get("process-instances");
    Row row = rows.stream().filter(r -> r.key() == key).findFirst().orElseThrow();
    rows.set(rows.indexOf(row), new Row(key, key, row.parent(), row.name(), state, Instant.now()));
    return this;
  }

  private FakeCluster put(String table, Row row) {
    tables.get(table).add(row);
    return this;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      byte[] sent = exchange.getRequestBody().readAllBytes();
      if (away) {
        answer(exchange, 503, "");
      } else if (path.equals("/api/login") && face == Face.OPERATE) {
        login(exchange);
      } else if (!path.startsWith(face == Face.OPERATE ? "/v1/" : "/v2/")) {
        answer(exchange, 404, "{}");
      } else if (!loggedIn(exchange)) {
        deny(exchange);
      } else if (path.contains("/tasks") || path.contains("/user-tasks")) {
        JsonNode body = sent.length == 0 ? Json.parse("{}") : Json.parse(text(sent));
        FakeTasks.Answer answer = tasks.answer(exchange.getRequestMethod(), path, body);
        answer(exchange, answer.status(), answer.body());
      } else if (path.endsWith("/search")) {
        String table = path.split("/")[2];
        answer(exchange, 200, search(table, Json.parse(text(sent))).toString());
      } else {
        long key = Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
        Row row = rows("variables").stream().filter(r -> r.key() == key).findFirst().orElseThrow();
        answer(exchange, 200, FakeRows.operateVariable(row, false).toString());
      }
    }
  }

  private void login(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getQuery();
    if (!query.equals("username=demo&password=" + password)) {
      deny(exchange);
      return;
    }
    exchange.getResponseHeaders().add("Set-Cookie", "OPERATE-SESSION=abc; Path=/; HttpOnly");
    exchange.sendResponseHeaders(204, -1);
  }

  private void deny(HttpExchange exchange) throws IOException {
    deniedRequests.incrementAndGet();
    answer(exchange, 401, "");
  }

  /** How often a wrong login was sent. */
  int deniedRequests() {
    return deniedRequests.get();
  }

  private boolean loggedIn(HttpExchange exchange) {
    String header =
        exchange.getRequestHeaders().getFirst(face == Face.OPERATE ? "Cookie" : "Authorization");
    String expected =
        face == Face.OPERATE
            ? "OPERATE-SESSION=abc"
            : "Basic "
                + java.util.Base64.getEncoder()
                    .encodeToString(("demo:" + password).getBytes(StandardCharsets.UTF_8));
    return header != null && header.contains(expected);
  }

  private JsonNode search(String table, JsonNode query) {
    List<Row> found =
        rows(table).stream().filter(row -> FakeRows.matches(table, row, query)).toList();
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    var items = answer.putArray("items");
    if (face == Face.OPERATE) {
      int size = query.path("size").asInt(10);
      long after = query.path("searchAfter").path(0).asLong(0);
      found.stream()
          .filter(row -> row.key() > after)
          .limit(size)
          .forEach(row -> items.add(asFarAsKnown(row.key(), FakeRows.operate(table, row))));
      if (!items.isEmpty()) {
        answer.putArray("sortValues").add(items.get(items.size() - 1).path("key").asLong());
      }
      return answer.put("total", found.size());
    }
    int from = Integer.parseInt(query.path("page").path("after").asText("0"));
    int to = Math.min(found.size(), from + query.path("page").path("limit").asInt(100));
    IntStream.range(from, to).forEach(i -> items.add(FakeRows.orchestration(table, found.get(i))));
    answer.putObject("page").put("totalItems", found.size()).put("endCursor", "" + to);
    return answer;
  }

  List<Row> rows(String table) {
    return tables.get(
        table.equals("flownode-instances") || table.equals("element-instances")
            ? "elements"
            : table);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String type = body.contains("\"detail\"") ? "application/problem+json" : "application/json";
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
