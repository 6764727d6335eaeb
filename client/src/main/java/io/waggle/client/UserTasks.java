package io.waggle.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientHttpException;
import io.camunda.client.api.search.enums.UserTaskState;
import io.camunda.client.api.search.filter.UserTaskFilter;
import io.camunda.client.api.search.response.Variable;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.Models;
import io.waggle.bpmn.Question;
import io.waggle.bpmn.Variables;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads and completes user tasks over {@code /v2}: what Tasklist shows. What is read lags the
 * engine by up to a few seconds.
 *
 * <p>Every method throws {@link AgentClientException} if the cluster cannot be reached.
 */
final class UserTasks {
  /** How far a user task is. */
  enum State {
    OPEN,
    COMPLETED,
    WITHDRAWN
  }

  /** A user task; the question is null where it has no such variable, or none yet. */
  record UserTask(
      long key,
      String elementId,
      long instanceKey,
      State state,
      Instant since,
      @Nullable Instant endedAt,
      @Nullable Instant due,
      int priority,
      List<String> groups,
      List<String> users,
      @Nullable String assignee,
      @Nullable JsonNode question) {

    boolean open() {
      return state == State.OPEN;
    }

    UserTask asking(@Nullable JsonNode asked) {
      return new UserTask(
          key,
          elementId,
          instanceKey,
          state,
          since,
          endedAt,
          due,
          priority,
          groups,
          users,
          assignee,
          asked);
    }
  }

  /** Questions that are read at once; their keys are part of the request. */
  private static final int QUESTIONS = 100;

  private final CamundaClient client;
  private final Connection connection;
  private final Reachability reachability;
  private final SearchPages pages;

  UserTasks(CamundaClient client, Connection connection, Reachability reachability) {
    this.client = client;
    this.connection = connection;
    this.reachability = reachability;
    this.pages = new SearchPages(connection, reachability);
  }

  /** The open ones of this kind in the tenant, without those that only bear the same name. */
  List<UserTask> open(GateKind kind) {
    return withQuestions(
        search(
            f ->
                f.bpmnProcessId(Models.GATE)
                    .tenantId(connection.tenant())
                    .elementId(kind.elementId())
                    .state(UserTaskState.CREATED)));
  }

  /** The open ones of a process instance. */
  List<UserTask> openIn(long instanceKey) {
    return withQuestions(
        search(f -> f.processInstanceKey(instanceKey).state(UserTaskState.CREATED)));
  }

  /** Open or not; empty if there is none, or none yet. */
  Optional<UserTask> userTask(long key) {
    return withQuestions(search(f -> f.userTaskKey(key))).stream().findFirst();
  }

  /**
   * Takes a task for the user who is logged in, whoever had it. Doing it again does no harm.
   *
   * @param otherwise who takes it where nobody is logged in; null: it is left as it is
   */
  void assign(long key, @Nullable String otherwise) {
    Login login = connection.login();
    String user = login == null ? otherwise : login.user();
    if (user == null) {
      return;
    }
    try {
      reachability.await(
          client
              .newAssignUserTaskCommand(key)
              .assignee(user)
              .allowOverride(true)
              .requestTimeout(connection.requestTimeout())
              .send());
    } catch (RuntimeException failure) {
      throw failure instanceof ClientHttpException http && http.code() > 0
          ? TaskFailure.assigning(connection, key, http.code(), message(http))
          : RestFailure.unreachable(connection, failure);
    }
  }

  /**
   * Completes a task.
   *
   * @throws AgentClientException {@link AgentClientException.Reason#REFUSED} if it is not open,
   *     {@link AgentClientException.Reason#IN_DOUBT} if it is not known whether it was completed
   */
  void complete(long key, JsonNode decision) {
    try {
      reachability.await(
          client
              .newCompleteUserTaskCommand(key)
              .variables(Map.of(Variables.DECISION, decision))
              .requestTimeout(connection.requestTimeout())
              .send());
    } catch (RuntimeException failure) {
      throw failure instanceof ClientHttpException http && http.code() > 0
          ? TaskFailure.completing(connection, key, http.code(), message(http))
          : TaskFailure.inDoubt(connection, key, failure);
    }
  }

  private List<UserTask> search(Consumer<UserTaskFilter> filter) {
    return pages
        .all(
            () ->
                client.newUserTaskSearchRequest().filter(filter).sort(s -> s.creationDate().desc()))
        .stream()
        .map(UserTasks::task)
        .toList();
  }

  /** Tasks do not bring variables along: one request for many of them. */
  private List<UserTask> withQuestions(List<UserTask> tasks) {
    List<UserTask> asked = new ArrayList<>();
    for (int from = 0; from < tasks.size(); from += QUESTIONS) {
      List<UserTask> some = tasks.subList(from, Math.min(tasks.size(), from + QUESTIONS));
      Map<Long, JsonNode> questions =
          questions(some.stream().map(UserTask::instanceKey).distinct().toList());
      some.forEach(task -> asked.add(task.asking(questions.get(task.instanceKey()))));
    }
    return asked;
  }

  private Map<Long, JsonNode> questions(List<Long> instances) {
    Map<Long, JsonNode> questions = new HashMap<>();
    List<Variable> variables =
        pages.all(
            () ->
                client
                    .newVariableSearchRequest()
                    .filter(
                        f -> f.name(Variables.QUESTION).processInstanceKey(k -> k.in(instances)))
                    // Not by variableKey: Camunda's client of 8.8 sends a name for it that the API
                    // refuses.
                    .sort(s -> s.processInstanceKey().asc())
                    .withFullValues());
    for (Variable variable : variables) {
      // The gate's own; a scope inside it may hold a copy that is older.
      if (variable.getScopeKey().equals(variable.getProcessInstanceKey())) {
        JsonNode question = parsed(variable.getValue());
        if (question != null) {
          questions.put(variable.getProcessInstanceKey(), question);
        }
      }
    }
    return questions;
  }

  private static UserTask task(io.camunda.client.api.search.response.UserTask task) {
    return new UserTask(
        task.getUserTaskKey(),
        task.getElementId(),
        task.getProcessInstanceKey(),
        state(task.getState()),
        task.getCreationDate().toInstant(),
        instant(task.getCompletionDate()),
        instant(task.getDueDate()),
        Objects.requireNonNullElse(task.getPriority(), Question.NORMAL),
        List.copyOf(Objects.requireNonNullElse(task.getCandidateGroups(), List.of())),
        List.copyOf(Objects.requireNonNullElse(task.getCandidateUsers(), List.of())),
        task.getAssignee(),
        null);
  }

  private static State state(UserTaskState state) {
    return switch (state) {
      case COMPLETING, COMPLETED -> State.COMPLETED;
      case CANCELING, CANCELED, FAILED -> State.WITHDRAWN;
      case CREATING, CREATED, ASSIGNING, UPDATING, UNKNOWN_ENUM_VALUE -> State.OPEN;
    };
  }

  private static String message(ClientHttpException failure) {
    return failure instanceof io.camunda.client.api.command.ProblemException problem
            && problem.details().getDetail() != null
        ? problem.details().getDetail()
        : "";
  }

  private static @Nullable JsonNode parsed(String value) {
    try {
      return Json.parse(value);
    } catch (JsonProcessingException notWhole) {
      return null;
    }
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
