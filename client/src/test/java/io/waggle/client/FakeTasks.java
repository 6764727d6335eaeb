package io.waggle.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The user tasks of a {@link FakeCluster}. */
public final class FakeTasks {
  private final FakeCluster cluster;
  private final Map<Long, Task> tasks = new ConcurrentSkipListMap<>(Comparator.reverseOrder());
  private final List<JsonNode> decisions = new CopyOnWriteArrayList<>();
  private volatile Consumer<JsonNode> worker = decision -> {};
  private volatile int failWith;
  private volatile @Nullable String quicker;

  FakeTasks(FakeCluster cluster) {
    this.cluster = cluster;
  }

  /** An answer of the API. */
  record Answer(int status, String body) {}

  /** Opens one that everybody may take. */
  public FakeTasks open(long key, long instance, String element) {
    return open(key, instance, element, List.of(), 50);
  }

  public FakeTasks open(
      long key, long instance, String element, List<String> groups, int priority) {
    tasks.put(key, new Task(key, instance, element, "CREATED", groups, priority, null));
    return this;
  }

  public FakeTasks end(long key, String state, @Nullable String assignee) {
    tasks.computeIfPresent(key, (same, task) -> task.as(state, assignee));
    return this;
  }

  /** Receives every decision, as the worker that takes them does. */
  public void whenDecided(Consumer<JsonNode> taker) {
    worker = taker;
  }

  /** The next completion fails with this status. */
  public void failWith(int status) {
    failWith = status;
  }

  /** Before the next completion this user decides. */
  public void decidedMeanwhileBy(String user) {
    quicker = user;
  }

  public List<JsonNode> decisions() {
    return decisions;
  }

  public @Nullable String assignee(long key) {
    Task task = tasks.get(key);
    return task == null ? null : task.assignee();
  }

  Answer answer(String method, String path, JsonNode body) throws JsonProcessingException {
    String[] parts = path.split("/");
    if (parts[3].equals("search")) {
      return new Answer(200, found(body));
    }
    Task task = tasks.get(Long.parseLong(parts[3]));
    if (task == null) {
      return refused(404, "Task not found");
    }
    String what = parts.length == 4 ? "" : parts[4];
    return switch (method + " " + what) {
      case "POST assignment" -> assign(task, body.path("assignee").asText());
      case "POST completion" -> complete(task, body.at("/variables/decision"));
      default -> refused(405, "");
    };
  }

  private Answer assign(Task task, String assignee) {
    if (!task.open()) {
      return refused(409, "Task is not active");
    }
    tasks.put(task.key(), task.as("CREATED", assignee));
    return new Answer(204, "");
  }

  private Answer complete(Task task, JsonNode decision) {
    int failure = failWith;
    failWith = 0;
    if (failure != 0) {
      return refused(failure, "Too much to do.");
    }
    if (!task.open() || quicker != null) {
      end(task.key(), "COMPLETED", quicker);
      return refused(409, "Task is not active");
    }
    end(task.key(), "COMPLETED", task.assignee());
    decisions.add(decision);
    worker.accept(decision);
    return new Answer(204, "");
  }

  private static Answer refused(int status, String message) {
    return new Answer(
        status,
        object()
            .put("status", status)
            .put("detail", message)
            .put("title", "REFUSED")
            .put("type", "about:blank")
            .toString());
  }

  private String found(JsonNode query) {
    JsonNode filter = query.path("filter");
    List<Task> found =
        tasks.values().stream()
            .filter(task -> !cluster.behind())
            .filter(task -> is(filter, "tenantId", FakeRows.TENANT))
            .filter(task -> is(filter, "state", task.state()))
            .filter(task -> is(filter, "elementId", task.element()))
            .filter(task -> is(filter, "processInstanceKey", "" + task.instance()))
            .filter(task -> is(filter, "userTaskKey", "" + task.key()))
            .toList();
    ObjectNode answer = object();
    ArrayNode items = answer.putArray("items");
    int from = Integer.parseInt(query.path("page").path("after").asText("0"));
    int to = Math.min(found.size(), from + query.path("page").path("limit").asInt(100));
    found.subList(Math.min(from, to), to).forEach(task -> items.add(json(task)));
    answer.putObject("page").put("totalItems", found.size()).put("endCursor", "" + to);
    return answer.toString();
  }

  private static boolean is(JsonNode query, String field, String value) {
    JsonNode wanted = query.path(field);
    return wanted.isMissingNode()
        || wanted.isNull()
        || value.equals(wanted.isObject() ? wanted.path("$eq").asText() : wanted.asText());
  }

  private static ObjectNode json(Task task) {
    ObjectNode row =
        object()
            .put("userTaskKey", "" + task.key())
            .put("elementId", task.element())
            .put("elementInstanceKey", "1")
            .put("processDefinitionId", "waggle-gate")
            .put("processInstanceKey", "" + task.instance())
            .put("creationDate", task.since().toString())
            .put("completionDate", task.open() ? null : task.since().toString())
            .put("dueDate", task.since().plusSeconds(3600).toString())
            .put("assignee", task.assignee())
            .put("state", task.state())
            .put("priority", task.priority())
            .put("tenantId", FakeRows.TENANT);
    task.groups().forEach(row.putArray("candidateGroups")::add);
    row.putArray("candidateUsers");
    return row;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** For those who fill a question from JSON. */
  static JsonNode parsed(String json) {
    try {
      return Json.parse(json);
    } catch (JsonProcessingException wrong) {
      throw new UncheckedIOException(wrong);
    }
  }

  private record Task(
      long key,
      long instance,
      String element,
      String state,
      List<String> groups,
      int priority,
      @Nullable String assignee) {

    boolean open() {
      return state.equals("CREATED");
    }

    /** Younger tasks have larger keys. */
    Instant since() {
      return Instant.parse("2026-11-21T08:00:00Z").plusSeconds(key % 1000);
    }

    Task as(String nowIn, @Nullable String by) {
      return new Task(key, instance, element, nowIn, groups, priority, by);
    }
  }
}
