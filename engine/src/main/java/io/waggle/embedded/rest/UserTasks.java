package io.waggle.embedded.rest;

import static io.waggle.embedded.rest.Rows.date;
import static io.waggle.embedded.rest.Rows.key;
import static io.waggle.embedded.rest.Rows.keyOrNull;

import io.camunda.client.protocol.rest.FormResult;
import io.camunda.client.protocol.rest.UserTaskResult;
import io.camunda.client.protocol.rest.UserTaskSearchQuery;
import io.camunda.client.protocol.rest.UserTaskSearchQueryResult;
import io.camunda.client.protocol.rest.UserTaskStateEnum;
import io.camunda.client.protocol.rest.UserTaskVariableSearchQueryRequest;
import io.waggle.embedded.projection.EngineState;
import io.waggle.embedded.projection.Form;
import io.waggle.embedded.projection.Projection;
import io.waggle.embedded.projection.UserTask;
import io.waggle.embedded.projection.Variable;
import io.waggle.embedded.search.Columns;
import io.waggle.embedded.search.Found;
import io.waggle.embedded.search.Search;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** {@code /user-tasks}: what is read of them. */
final class UserTasks {
  private final Projection projection;

  UserTasks(Projection projection) {
    this.projection = projection;
  }

  void at(Endpoints endpoints) {
    endpoints
        .post("/user-tasks/search", this::search)
        .get("/user-tasks/{userTaskKey}", this::get)
        .get("/user-tasks/{userTaskKey}/form", this::form)
        .post("/user-tasks/{userTaskKey}/variables/search", this::variables);
  }

  private Object search(Exchange exchange) {
    return projection.read(
        state -> {
          Search<UserTask> search = exchange.search(UserTaskSearchQuery.class, columns(state));
          Found<UserTask> found = Rows.search(search, state.userTasks());
          return new UserTaskSearchQueryResult()
              .items(found.rows().stream().map(UserTasks::result).toList())
              .page(Rows.page(found));
        });
  }

  private Object get(Exchange exchange) {
    return projection.read(state -> result(task(exchange, state)));
  }

  private static UserTask task(Exchange exchange, EngineState state) {
    long key = exchange.key("userTaskKey");
    return state.userTasks().get(key).orElseThrow(() -> ApiProblem.notFound("User Task", key));
  }

  /** The form of the version that the task was made with; no content without one. */
  private @Nullable FormResult form(Exchange exchange) {
    return projection.read(
        state -> {
          Form form = state.forms().get(task(exchange, state).formKey());
          return form == null ? null : result(form);
        });
  }

  static FormResult result(Form form) {
    return new FormResult()
        .formKey(key(form.key()))
        .formId(form.id())
        .version((long) form.version())
        .schema(form.schema())
        .tenantId(Rows.TENANT);
  }

  private Object variables(Exchange exchange) {
    boolean truncate = exchange.flag("truncateValues", true);
    return projection.read(
        state -> {
          Search<Variable> search =
              exchange.search(UserTaskVariableSearchQueryRequest.class, Variables.columns());
          return Variables.result(search.in(visible(task(exchange, state), state)), truncate);
        });
  }

  /** What a task sees: its own variables and those of its scopes, the inner ones first. */
  private static Collection<Variable> visible(UserTask task, EngineState state) {
    Map<String, Variable> visible = new LinkedHashMap<>();
    long scope = task.elementInstanceKey();
    while (true) {
      state
          .variables()
          .by("scopeKey", scope)
          .forEach(variable -> visible.putIfAbsent(variable.name(), variable));
      var element = state.elementInstances().get(scope);
      if (element.isEmpty()) {
        return visible.values();
      }
      scope = element.get().scopeKey();
    }
  }

  private static UserTaskResult result(UserTask row) {
    UserTask.Attributes attributes = row.attributes();
    return new UserTaskResult()
        .userTaskKey(key(row.key()))
        .name(row.name())
        .state(UserTaskStateEnum.valueOf(row.state()))
        .assignee(attributes.assignee())
        .candidateGroups(attributes.candidateGroups())
        .candidateUsers(attributes.candidateUsers())
        .dueDate(date(attributes.dueDate()))
        .followUpDate(date(attributes.followUpDate()))
        .priority(attributes.priority())
        .elementId(row.elementId())
        .elementInstanceKey(key(row.elementInstanceKey()))
        .processInstanceKey(key(row.processInstanceKey()))
        .processDefinitionKey(key(row.definition().key()))
        .processDefinitionId(row.definition().id())
        .processDefinitionVersion(row.definition().version())
        .processName(row.definition().name())
        .formKey(keyOrNull(row.formKey()))
        .externalFormReference(row.externalFormReference())
        .customHeaders(row.customHeaders())
        .creationDate(date(row.creation()))
        .completionDate(date(row.end()))
        .tenantId(Rows.TENANT);
  }

  private static Columns<UserTask> columns(EngineState state) {
    return new Columns<UserTask>()
        .key("userTaskKey", UserTask::key)
        .text("name", UserTask::name)
        .text("state", UserTask::state)
        .text("assignee", row -> row.attributes().assignee())
        .texts("candidateGroup", row -> row.attributes().candidateGroups())
        .texts("candidateUser", row -> row.attributes().candidateUsers())
        .time("dueDate", row -> row.attributes().dueDate())
        .time("followUpDate", row -> row.attributes().followUpDate())
        .number("priority", row -> row.attributes().priority())
        .text("elementId", UserTask::elementId)
        .key("elementInstanceKey", UserTask::elementInstanceKey)
        .key("processInstanceKey", UserTask::processInstanceKey)
        .key("processDefinitionKey", row -> row.definition().key())
        .text("processDefinitionId", row -> row.definition().id())
        .time("creationDate", UserTask::creation)
        .time("completionDate", UserTask::end)
        .text("tenantId", row -> Rows.TENANT)
        .custom("processInstanceVariables", having(state, UserTask::processInstanceKey))
        .custom("localVariables", having(state, UserTask::elementInstanceKey));
  }

  private static Columns.Custom<UserTask> having(
      EngineState state, ToLongFunction<UserTask> scope) {
    return wanted ->
        VariableFilters.all(
            wanted, row -> state.variables().by("scopeKey", scope.applyAsLong(row)));
  }
}
