package io.waggle.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.search.enums.UserTaskState;
import io.camunda.client.api.search.response.UserTask;
import io.camunda.client.api.search.response.Variable;
import io.waggle.bpmn.Models;
import io.waggle.bpmn.Variables;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the cluster over {@code /v2}, which is behind the engine. */
final class ClusterGateTasks implements GateTasks {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final CamundaClient camunda;

  ClusterGateTasks(CamundaClient camunda) {
    this.camunda = camunda;
  }

  @Override
  public Shown lastTask(long processInstance, String elementId) {
    Optional<UserTask> last =
        camunda
            .newUserTaskSearchRequest()
            .filter(task -> task.processInstanceKey(processInstance))
            .send()
            .join()
            .items()
            .stream()
            .max(Comparator.comparing(UserTask::getUserTaskKey));
    if (last.isEmpty()) {
      return showsAny() ? new NotCompleted() : new Hidden();
    }
    return last.filter(task -> task.getState() == UserTaskState.COMPLETED)
        .filter(task -> task.getElementId().equals(elementId))
        .<Shown>map(task -> new Completed(task.getAssignee(), decision(task)))
        .orElseGet(NotCompleted::new);
  }

  private boolean showsAny() {
    return !camunda
        .newUserTaskSearchRequest()
        .filter(task -> task.bpmnProcessId(Models.GATE))
        .page(page -> page.limit(1))
        .send()
        .join()
        .items()
        .isEmpty();
  }

  /** The task's own variable: nobody can write into a scope that has ended. */
  private @Nullable JsonNode decision(UserTask task) {
    return camunda
        .newVariableSearchRequest()
        .filter(
            variable ->
                variable
                    .processInstanceKey(task.getProcessInstanceKey())
                    .scopeKey(task.getElementInstanceKey())
                    .name(Variables.DECISION))
        .send()
        .join()
        .items()
        .stream()
        .findFirst()
        .map(this::whole)
        .map(ClusterGateTasks::json)
        .orElse(null);
  }

  /** Lists shorten long values. */
  private String whole(Variable variable) {
    return Boolean.TRUE.equals(variable.isTruncated())
        ? camunda.newVariableGetRequest(variable.getVariableKey()).send().join().getValue()
        : variable.getValue();
  }

  private static JsonNode json(String value) {
    try {
      return MAPPER.readTree(value);
    } catch (JsonProcessingException unreadable) {
      throw new IllegalStateException("The cluster shows a variable that is not JSON.", unreadable);
    }
  }
}
