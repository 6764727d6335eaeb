package io.waggle.engine;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import io.camunda.client.CamundaClient;
import io.waggle.journal.EngineMarks;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
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
  private final @Nullable ModelDeployment models;

  /**
   * @param models null where another worker deploys them
   */
  Entrance(CamundaClient camunda, EngineMarks marks, @Nullable ModelDeployment models) {
    this.camunda = camunda;
    this.engine = new SameEngine(camunda, marks);
    this.models = models;
  }

  /**
   * Waits until the broker can be reached.
   *
   * @return a sentence about processes that somebody changed; null if there is nothing to say
   * @throws WrongEngineException if the journal is that of another engine
   * @throws io.camunda.client.api.command.ClientException if the engine rejects the processes
   * @throws FailsafeException if it is interrupted
   * @throws CancellationException if it is interrupted
   */
  @Nullable String pass() {
    ModelDeployment.Result deployed =
        models == null
            ? new ModelDeployment.Result(OptionalLong.empty(), null)
            : Failsafe.with(untilTheBrokerAnswers()).get(models::deploy);
    Failsafe.with(untilTheBrokerAnswers()).run(() -> engine.check(deployed.lowestKey()));
    return deployed.notice();
  }

  URI address() {
    return camunda.getConfiguration().getGrpcAddress();
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
