package io.waggle.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.search.enums.UserTaskState;
import io.camunda.client.api.search.response.UserTask;
import java.util.Comparator;
import java.util.Optional;

/** Asks a cluster of Camunda 8.8 or newer. */
final class ClusterTaskAssignees implements TaskAssignees {
  private final CamundaClient camunda;

  ClusterTaskAssignees(CamundaClient camunda) {
    this.camunda = camunda;
  }

  @Override
  public Optional<String> ofLastTask(long processInstance) {
    return camunda
        .newUserTaskSearchRequest()
        .filter(task -> task.processInstanceKey(processInstance).state(UserTaskState.COMPLETED))
        .send()
        .join()
        .items()
        .stream()
        .max(Comparator.comparing(UserTask::getUserTaskKey))
        .map(UserTask::getAssignee);
  }
}
