package io.waggle.gate;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.waggle.engine.TaskAssignees;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks again for a while, because {@code /v2} lags the engine. A decision counts whether or not it
 * is known who took it.
 */
final class PatientAssignees implements TaskAssignees {
  private static final Logger LOG = LoggerFactory.getLogger(PatientAssignees.class);

  private final TaskAssignees cluster;
  private final RetryPolicy<Optional<CompletedTask>> patience;

  PatientAssignees(TaskAssignees cluster, Duration patience) {
    this.cluster = cluster;
    this.patience =
        RetryPolicy.<Optional<CompletedTask>>builder()
            .abortOn(RuntimeException.class)
            .handleResultIf(Optional::isEmpty)
            .withDelay(Duration.ofMillis(200))
            .withMaxDuration(patience)
            .withMaxAttempts(-1)
            .build();
  }

  @Override
  public Optional<CompletedTask> lastTask(long gateInstance) {
    try {
      return Failsafe.with(patience).get(() -> cluster.lastTask(gateInstance));
    } catch (RuntimeException e) {
      LOG.debug("Who decided at the gate {} is not known", gateInstance, e);
      return Optional.empty();
    }
  }
}
