package io.waggle.engine;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.DeploymentEvent;
import io.camunda.client.api.response.Process;
import io.waggle.bpmn.Models;
import io.waggle.journal.EngineMarks;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What comes before the first job: the processes are deployed, and the journal has to be that of
 * the engine.
 */
final class Entrance {
  private static final Logger LOG = LoggerFactory.getLogger(Entrance.class);

  private final CamundaClient camunda;
  private final SameEngine engine;
  private final boolean deploys;

  Entrance(CamundaClient camunda, EngineMarks marks, boolean deploys) {
    this.camunda = camunda;
    this.engine = new SameEngine(camunda, marks);
    this.deploys = deploys;
  }

  /**
   * Waits until the broker can be reached.
   *
   * @throws WrongEngineException if the journal is that of another engine
   * @throws io.camunda.client.api.command.ClientException if the engine rejects the processes
   * @throws FailsafeException if it is interrupted
   * @throws CancellationException if it is interrupted
   */
  void pass() {
    OptionalLong deployed =
        deploys ? Failsafe.with(untilTheBrokerAnswers()).get(this::deploy) : OptionalLong.empty();
    Failsafe.with(untilTheBrokerAnswers()).run(() -> engine.check(deployed));
  }

  URI address() {
    return camunda.getConfiguration().getGrpcAddress();
  }

  private OptionalLong deploy() {
    var first = OverGrpc.send(camunda.newDeployResourceCommand());
    var command = first.addResourceFromClasspath(Models.RESOURCES.getFirst());
    for (String resource : Models.RESOURCES.subList(1, Models.RESOURCES.size())) {
      command = command.addResourceFromClasspath(resource);
    }
    DeploymentEvent deployed = command.send().join();
    return deployed.getProcesses().stream().mapToLong(Process::getProcessDefinitionKey).min();
  }

  private RetryPolicy<Object> untilTheBrokerAnswers() {
    return RetryPolicy.builder()
        .handleIf(JobCommands::isTransient)
        .withBackoff(Duration.ofMillis(250), Duration.ofSeconds(5))
        .withMaxRetries(-1)
        .onRetry(
            retry ->
                LOG.info(
                    "Waiting for Zeebe at {}: {}",
                    address(),
                    retry.getLastException().getMessage()))
        .build();
  }
}
