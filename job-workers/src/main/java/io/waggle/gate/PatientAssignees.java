package io.waggle.gate;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.waggle.engine.TaskAssignees;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks again for a while, because what users see lags behind the engine. A decision counts whether
 * or not it can be told who took it.
 */
final class PatientAssignees implements TaskAssignees {
  private static final Logger LOG = LoggerFactory.getLogger(PatientAssignees.class);

  private final TaskAssignees platform;
  private final RetryPolicy<Optional<String>> patience;

  PatientAssignees(TaskAssignees platform, Duration patience) {
    this.platform = platform;
    this.patience =
        RetryPolicy.<Optional<String>>builder()
            .abortOn(RuntimeException.class)
            .handleResultIf(Optional::isEmpty)
            .withDelay(Duration.ofMillis(200))
            .withMaxDuration(patience)
            .withMaxAttempts(-1)
            .build();
  }

  @Override
  public Optional<String> ofLastTask(long gateInstance) {
    try {
      return Failsafe.with(patience).get(() -> platform.ofLastTask(gateInstance));
    } catch (RuntimeException e) {
      LOG.debug("It cannot be told who decided at the gate {}", gateInstance, e);
      return Optional.empty();
    }
  }
}
