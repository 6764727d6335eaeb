package io.waggle.engine;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import io.camunda.client.CamundaClient;
import io.waggle.journal.EngineMarks;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What comes before the first job of an engine: the processes are deployed to it, and the journal
 * knows which engine it is.
 */
final class Entrance {
  private static final Logger LOG = LoggerFactory.getLogger(Entrance.class);

  private final CamundaClient camunda;
  private final EngineMark mark;
  private final @Nullable ModelDeployment models;

  /**
   * @param models null where another worker deploys them
   */
  Entrance(CamundaClient camunda, EngineMarks marks, @Nullable ModelDeployment models) {
    this.camunda = camunda;
    this.mark = new EngineMark(camunda, marks);
    this.models = models;
  }

  /**
   * An engine that this process may take jobs of.
   *
   * @param mark by what the journal knows it
   * @param notice a sentence about processes that somebody changed; null if there is nothing to say
   */
  record Passed(String mark, @Nullable String notice) {}

  /**
   * Waits until the broker can be reached.
   *
   * @throws io.camunda.client.api.command.ClientException if the engine rejects the processes
   * @throws FailsafeException if it is interrupted
   * @throws CancellationException if it is interrupted
   */
  Passed pass() {
    @Nullable String notice =
        models == null ? null : Failsafe.with(untilTheBrokerAnswers()).get(models::deploy);
    return new Passed(Failsafe.with(untilTheBrokerAnswers()).get(mark::read), notice);
  }

  /**
   * Waits until the broker can be reached.
   *
   * @return whether it is still this engine
   */
  boolean isStill(String known) {
    return Failsafe.with(untilTheBrokerAnswers()).get(() -> mark.isThere(known));
  }

  URI address() {
    return camunda.getConfiguration().getGrpcAddress();
  }

  private <T> RetryPolicy<T> untilTheBrokerAnswers() {
    return RetryPolicy.<T>builder()
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
