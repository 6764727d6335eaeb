package io.waggle.client;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedSupplier;
import java.time.Duration;
import java.util.function.Predicate;

/** Sends commands to the engine, over gRPC, again where that is harmless. */
final class EngineCalls {
  /** Nobody received the command, so it is not done twice. */
  static final Predicate<EngineFailure> NOT_EXECUTED = EngineFailure::notExecuted;

  /** For commands that may be executed twice. */
  static final Predicate<EngineFailure> NOT_EXECUTED_OR_IN_DOUBT =
      failure -> failure.notExecuted() || failure.inDoubt();

  private final Connection connection;
  private final Reachability reachability;

  EngineCalls(Connection connection, Reachability reachability) {
    this.connection = connection;
    this.reachability = reachability;
  }

  /** What it fails with at last is thrown as it is. */
  <T> T whileThat(Predicate<EngineFailure> again, CheckedSupplier<T> command) {
    try (Reachability.Attempt attempt = reachability.attempt(connection.grpcAddress())) {
      T answer = Failsafe.with(policy(again, attempt)).get(command);
      attempt.answered();
      return answer;
    }
  }

  private <T> RetryPolicy<T> policy(Predicate<EngineFailure> again, Reachability.Attempt attempt) {
    return RetryPolicy.<T>builder()
        .handleIf(thrown -> !reachability.closed() && again.test(EngineFailure.of(thrown)))
        .withBackoff(Duration.ofMillis(50), Duration.ofSeconds(2))
        .withJitter(0.25)
        .withMaxRetries(-1)
        .withMaxDuration(connection.patience())
        .onFailedAttempt(
            failed ->
                attempt.failed(EngineFailure.of(failed.getLastException()).asException(connection)))
        .build();
  }
}
