package io.waggle.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.client.FakeCluster.Row;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The user tasks of a {@link FakeCluster}, as Tasklist and as the {@code /v2} API have them. */
public final class FakeTasks {
  private static final DateTimeFormatter TASKLIST_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx").withZone(ZoneOffset.UTC);

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

  /** Is told of every decision, as the worker is that takes them. */
  public void whenDecided(Consumer<JsonNode> told) {
    worker = told;
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
    boolean tasklist = path.startsWith("/v1/tasks");
    if (parts[3].equals("search")) {
      return new Answer(200, tasklist ? tasklist(body) : orchestration(body));
    }
    Task task = tasks.get(Long.parseLong(parts[3]));
    if (task == null) {
      return refused(404, "Task not found");
    }
    String what = parts.length == 4 ? "" : parts[4];
    return switch (method + " " + what) {
      case "GET " -> new Answer(200, asTasklist(task, false).toString());
      case "POST variables" -> new Answer(200, variables(task, false).toString());
      case "PATCH assign", "POST assignment" ->
          assign(task, body.path("assignee").asText("demo"), tasklist);
      case "PATCH complete" ->
          complete(task, Json.parse(body.at("/variables/0/value").asText()), true);
      case "POST completion" -> complete(task, body.at("/variables/decision"), false);
      default -> refused(405, "");
    };
  }

  private Answer assign(Task task, String assignee, boolean tasklist) {
    if (!task.open()) {
      return notActive(tasklist);
    }
    tasks.put(task.key(), task.as("CREATED", assignee));
    return done(tasklist);
  }

  private Answer complete(Task task, JsonNode decision, boolean tasklist) {
    int failure = failWith;
    failWith = 0;
    if (failure != 0) {
      return refused(failure, "Too much to do.");
    }
    if (!task.open() || quicker != null) {
      end(task.key(), "COMPLETED", quicker);
      return notActive(tasklist);
    }
    end(task.key(), "COMPLETED", task.assignee());
    decisions.add(decision);
    worker.accept(decision);
    return done(tasklist);
  }

  private static Answer done(boolean tasklist) {
    return tasklist ? new Answer(200, "{}") : new Answer(204, "");
  }

  private static Answer notActive(boolean tasklist) {
    return tasklist ? refused(400, "Task is not active") : refused(409, "Task is not active");
  }

  private static Answer refused(int status, String message) {
    return new Answer(
        status,
        object()
            .put("status", status)
            .put("message", message)
            .put("detail", message)
            .put("title", "REFUSED")
            .put("type", "about:blank")
            .toString());
  }

  private String tasklist(JsonNode query) {
    ArrayNode found = JsonNodeFactory.instance.arrayNode();
    boolean with = !query.path("includeVariables").isEmpty();
    long before = query.path("searchAfter").path(0).asLong(Long.MAX_VALUE);
    tasks.values().stream()
        .filter(Task::open)
        .filter(task -> is(query, "taskDefinitionId", task.element()))
        .filter(task -> is(query, "processInstanceKey", "" + task.instance()))
        .filter(task -> task.key() < before)
        .limit(query.path("pageSize").asInt(50))
        .forEach(task -> found.add(asTasklist(task, with)));
    return found.toString();
  }

  private String orchestration(JsonNode query) {
    JsonNode filter = query.path("filter");
    List<Task> found =
        tasks.values().stream()
            .filter(task -> is(filter, "state", task.state()))
            .filter(task -> is(filter, "elementId", task.element()))
            .filter(task -> is(filter, "processInstanceKey", "" + task.instance()))
            .filter(task -> is(filter, "userTaskKey", "" + task.key()))
            .toList();
    ObjectNode answer = object();
    ArrayNode items = answer.putArray("items");
    int from = Integer.parseInt(query.path("page").path("after").asText("0"));
    int to = Math.min(found.size(), from + query.path("page").path("limit").asInt(100));
    found.subList(Math.min(from, to), to).forEach(task -> items.add(asOrchestration(task)));
    answer.putObject("page").put("totalItems", found.size()).put("endCursor", "" + to);
    return answer.toString();
  }

  private static boolean is(JsonNode query, String field, String value) {
    JsonNode wanted = query.path(field);
    return wanted.isMissingNode()
        || wanted.isNull()
        || value.equals(wanted.isObject() ? wanted.path("$eq").asText() : wanted.asText());
  }

  private ObjectNode asTasklist(Task task, boolean withVariables) {
    ObjectNode row =
        object()
            .put("id", "" + task.key())
            .put("taskDefinitionId", task.element())
            .put("processName", "Human gate")
            .put("processInstanceKey", "" + task.instance())
            .put("creationDate", TASKLIST_TIME.format(task.since()))
            .put("completionDate", task.open() ? null : TASKLIST_TIME.format(task.since()))
            .put("dueDate", TASKLIST_TIME.format(task.since().plusSeconds(3600)))
            .put("assignee", task.assignee())
            .put("taskState", task.state())
            .put("implementation", "ZEEBE_USER_TASK")
            .put("priority", task.priority());
    row.putArray("sortValues").add("" + task.key());
    task.groups().forEach(row.putArray("candidateGroups")::add);
    row.putNull("candidateUsers");
    row.set("variables", withVariables ? variables(task, true) : null);
    return cluster.asFarAsKnown(task.key(), row);
  }

  /** As 8.6 does it: a list leaves long values out, and both say that a long value is shortened. */
  private ArrayNode variables(Task task, boolean inList) {
    ArrayNode found = JsonNodeFactory.instance.arrayNode();
    for (Row row : cluster.rows("variables")) {
      if (row.instance() == task.instance() && row.name().equals("question")) {
        boolean truncated = row.state().length() > FakeCluster.TRUNCATED_AT;
        found
            .addObject()
            .put("id", row.key() + "-question")
            .put("name", "question")
            .put("value", truncated && inList ? null : row.state())
            .put("isValueTruncated", truncated);
      }
    }
    return found;
  }

  private static ObjectNode asOrchestration(Task task) {
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
            .put("tenantId", "<default>");
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
