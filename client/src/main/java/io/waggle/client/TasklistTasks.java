package io.waggle.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.Question;
import io.waggle.bpmn.Variables;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tasklist's own REST API, {@code /v1}: Camunda 8.6 and 8.7. It shares Operate's session. */
final class TasklistTasks implements UserTasks {
  private static final int PAGE = 100;
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final OperateSession session;
  private final Connection connection;

  TasklistTasks(OperateSession session, Connection connection) {
    this.session = session;
    this.connection = connection;
  }

  @Override
  public List<UserTask> open(GateKind kind) {
    return search(object().put("taskDefinitionId", kind.elementId()));
  }

  @Override
  public List<UserTask> openIn(long instanceKey) {
    return search(object().put("processInstanceKey", Long.toString(instanceKey)));
  }

  @Override
  public Optional<UserTask> userTask(long key) {
    HttpResponse<String> response = session.send("GET", "/v1/tasks/" + key, null);
    if (response.statusCode() == NOT_FOUND) {
      return Optional.empty();
    }
    return Optional.of(session.json(response))
        .filter(TasklistTasks::known)
        .map(row -> task(withQuestion(row)));
  }

  /** A list of tasks has long variables shortened, whatever it is asked for. */
  private JsonNode withQuestion(JsonNode row) {
    if (question(row.path("variables")) != null) {
      return row;
    }
    ObjectNode query = object();
    includeQuestion(query);
    ObjectNode whole = row.deepCopy();
    String variables = "/v1/tasks/" + row.path("id").asText() + "/variables/search";
    return whole.set("variables", session.post(variables, query));
  }

  @Override
  public void assign(long key) {
    HttpResponse<String> response =
        session.send(
            "PATCH", "/v1/tasks/" + key + "/assign", object().put("allowOverrideAssignment", true));
    if (response.statusCode() != OK) {
      throw TaskFailure.assigning(connection, key, response.statusCode(), message(response));
    }
  }

  @Override
  public void complete(long key, JsonNode decision) {
    ObjectNode body = object();
    body.putArray("variables")
        .addObject()
        .put("name", Variables.DECISION)
        .put("value", decision.toString());
    HttpResponse<String> response;
    try {
      response = session.send("PATCH", "/v1/tasks/" + key + "/complete", body);
    } catch (AgentClientException broken) {
      throw TaskFailure.inDoubt(connection, key, broken);
    }
    if (response.statusCode() != OK) {
      throw TaskFailure.completing(connection, key, response.statusCode(), message(response));
    }
  }

  private List<UserTask> search(ObjectNode query) {
    query.put("state", "CREATED").put("pageSize", PAGE);
    query.putArray("sort").addObject().put("field", "creationTime").put("order", "DESC");
    includeQuestion(query);
    List<UserTask> found = new ArrayList<>();
    JsonNode page;
    do {
      page = session.post("/v1/tasks/search", query);
      page.valueStream()
          .filter(TasklistTasks::known)
          .forEach(row -> found.add(task(withQuestion(row))));
      query.set("searchAfter", page.path(page.size() - 1).path("sortValues"));
    } while (page.size() == PAGE);
    return found;
  }

  private static boolean known(JsonNode row) {
    return OperateHistory.known(row, "creationDate");
  }

  private static void includeQuestion(ObjectNode query) {
    query
        .putArray("includeVariables")
        .addObject()
        .put("name", Variables.QUESTION)
        .put("alwaysReturnFullValue", true);
  }

  private UserTask task(JsonNode row) {
    return new UserTask(
        row.path("id").asLong(),
        row.path("taskDefinitionId").asText(),
        row.path("processInstanceKey").asLong(),
        state(row.path("taskState").asText()),
        OperateHistory.time(row.path("creationDate")),
        time(row.path("completionDate")),
        time(row.path("dueDate")),
        row.path("priority").asInt(Question.NORMAL),
        texts(row.path("candidateGroups")),
        texts(row.path("candidateUsers")),
        row.hasNonNull("assignee") ? row.path("assignee").asText() : null,
        question(row.path("variables")));
  }

  private static State state(String word) {
    return switch (word) {
      case "COMPLETED" -> State.COMPLETED;
      case "CANCELED", "FAILED" -> State.WITHDRAWN;
      default -> State.OPEN;
    };
  }

  /**
   * Null where it is shortened. Only its text tells: {@code isValueTruncated} is true of whole
   * values too.
   */
  private static @Nullable JsonNode question(JsonNode variables) {
    for (JsonNode variable : variables) {
      if (variable.path("name").asText().equals(Variables.QUESTION)
          && variable.hasNonNull("value")) {
        return parsed(variable.path("value").asText());
      }
    }
    return null;
  }

  private static @Nullable JsonNode parsed(String text) {
    try {
      return Json.parse(text);
    } catch (JsonProcessingException notWhole) {
      return null;
    }
  }

  /** Tasklist's errors are objects with a sentence; others may be anything. */
  private static String message(HttpResponse<String> response) {
    JsonNode body = parsed(response.body());
    return body == null ? "" : body.path("message").asText();
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return List.copyOf(texts);
  }

  private static @Nullable Instant time(JsonNode text) {
    return text.isTextual() ? OperateHistory.time(text) : null;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
