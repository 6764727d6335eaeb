package io.waggle.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.search.enums.UserTaskState;
import io.camunda.client.api.search.response.UserTask;
import java.util.Comparator;
import java.util.Optional;

/** Asks the cluster over {@code /v2}, which is behind the engine. */
final class ClusterTaskAssignees implements TaskAssignees {
  private final CamundaClient camunda;

  ClusterTaskAssignees(CamundaClient camunda) {
    this.camunda = camunda;
  }

  @Override
  public Optional<CompletedTask> lastTask(long processInstance) {
    return camunda
        .newUserTaskSearchRequest()
        .filter(task -> task.processInstanceKey(processInstance))
        .send()
        .join()
        .items()
        .stream()
        .max(Comparator.comparing(UserTask::getUserTaskKey))
        .filter(task -> task.getState() == UserTaskState.COMPLETED)
        .map(task -> new CompletedTask(task.getAssignee()));
  }
}
