package io.waggle.gate;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.search.enums.UserTaskState;
import io.camunda.client.api.search.response.UserTask;
import java.util.Comparator;
import java.util.Optional;

/** Asks a cluster of Camunda 8.8 or newer. */
final class ClusterWhoDecided implements WhoDecided {
  private final CamundaClient camunda;

  ClusterWhoDecided(CamundaClient camunda) {
    this.camunda = camunda;
  }

  @Override
  public Optional<String> of(long gateInstance) {
    return camunda
        .newUserTaskSearchRequest()
        .filter(task -> task.processInstanceKey(gateInstance).state(UserTaskState.COMPLETED))
        .send()
        .join()
        .items()
        .stream()
        .max(Comparator.comparing(UserTask::getUserTaskKey))
        .map(UserTask::getAssignee);
  }
}
