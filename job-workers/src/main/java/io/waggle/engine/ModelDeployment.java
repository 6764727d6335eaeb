package io.waggle.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.command.DeployResourceCommandStep1.DeployResourceCommandStep2;
import io.camunda.client.api.response.DeploymentEvent;
import io.camunda.client.api.search.response.ProcessDefinition;
import io.waggle.bpmn.Models;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deploys the processes and forms, unless somebody has changed one of them: what a team modelled
 * stays in force when a worker starts.
 */
final class ModelDeployment {
  private static final Logger LOG = LoggerFactory.getLogger(ModelDeployment.class);

  /** For each look at the cluster; a worker starts also where it cannot look. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final CamundaClient camunda;
  private final boolean replacesChanged;
  private final List<ShippedModel> models =
      Models.RESOURCES.stream()
          .filter(resource -> resource.endsWith(ShippedModel.BPMN))
          .map(ShippedModel::of)
          .toList();

  ModelDeployment(CamundaClient camunda, boolean replacesChanged) {
    this.camunda = camunda;
    this.replacesChanged = replacesChanged;
  }

  /**
   * @return a sentence about models that somebody changed; null if there are none
   * @throws ClientException if the engine cannot be reached, or rejects them
   */
  @Nullable String deploy() {
    List<String> changed = changed();
    if (changed.isEmpty()) {
      send();
      return null;
    }
    if (replacesChanged) {
      String notice =
          "Somebody had changed %s; it was replaced by the models of this worker, as waggle.worker.replace-changed-models says. New runs follow those."
              .formatted(String.join(", ", changed));
      send();
      LOG.warn(notice);
      return notice;
    }
    String notice =
        "Somebody has changed %s: this worker leaves the deployed processes and forms as they are. If they are to be replaced by its own, set waggle.worker.replace-changed-models=true."
            .formatted(String.join(", ", changed));
    LOG.warn(notice);
    return notice;
  }

  /** Ids of the processes whose latest version is not one that Waggle ships. */
  private List<String> changed() {
    try {
      return models.stream()
          .filter(this::isChanged)
          .map(model -> "'" + model.processId() + "'")
          .toList();
    } catch (ClientException unseen) {
      LOG.info(
          "Whether somebody has changed the processes cannot be read over {}; they are deployed: {}",
          camunda.getConfiguration().getRestAddress(),
          unseen.getMessage());
      return List.of();
    }
  }

  private boolean isChanged(ShippedModel model) {
    List<ProcessDefinition> latest =
        camunda
            .newProcessDefinitionSearchRequest()
            .filter(
                definition ->
                    definition
                        .processDefinitionId(model.processId())
                        .tenantId(camunda.getConfiguration().getDefaultTenantId())
                        .isLatestVersion(true))
            .requestTimeout(PATIENCE)
            .send()
            .join()
            .items();
    return !latest.isEmpty()
        && !model.isShipped(
            camunda
                .newProcessDefinitionGetXmlRequest(latest.getFirst().getProcessDefinitionKey())
                .requestTimeout(PATIENCE)
                .send()
                .join());
  }

  private void send() {
    ShippedModel first = models.getFirst();
    DeployResourceCommandStep2 command =
        OverGrpc.send(camunda.newDeployResourceCommand())
            .addResourceBytes(first.signed(), first.fileName());
    for (ShippedModel model : models.subList(1, models.size())) {
      command = command.addResourceBytes(model.signed(), model.fileName());
    }
    for (String resource : Models.RESOURCES) {
      if (!resource.endsWith(ShippedModel.BPMN)) {
        command = command.addResourceFromClasspath(resource);
      }
    }
    DeploymentEvent unused = command.send().join();
  }
}
