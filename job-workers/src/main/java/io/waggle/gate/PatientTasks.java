package io.waggle.gate;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.waggle.engine.GateTasks;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks again for a while, because {@code /v2} lags the engine. */
final class PatientTasks implements GateTasks {
  private static final Logger LOG = LoggerFactory.getLogger(PatientTasks.class);

  private final GateTasks cluster;
  private final RetryPolicy<Shown> patience;

  PatientTasks(GateTasks cluster, Duration patience) {
    this.cluster = cluster;
    this.patience =
        RetryPolicy.<Shown>builder()
            .abortOn(RuntimeException.class)
            .handleResultIf(shown -> !(shown instanceof Completed))
            .withDelay(Duration.ofMillis(200))
            .withMaxDuration(patience)
            .withMaxAttempts(-1)
            .build();
  }

  /** Does not throw: a cluster that cannot be asked hides what it knows. */
  @Override
  public Shown lastTask(long processInstance, String elementId) {
    try {
      return Failsafe.with(patience).get(() -> cluster.lastTask(processInstance, elementId));
    } catch (RuntimeException e) {
      LOG.debug("Who decided at the gate {} is not known", processInstance, e);
      return new Hidden();
    }
  }
}
