package io.waggle.client;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import io.waggle.client.AgentClientException.Reason;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** How long what {@code /v2} shows may be away, or behind the engine. */
final class Patience {
  private static final Duration MOST_BEHIND = Duration.ofSeconds(3);
  private static final Duration PAUSE = Duration.ofMillis(300);

  private final Connection connection;
  private final Reachability reachability;
  private final Duration away;
  private final Duration behind;

  Patience(Connection connection, Reachability reachability) {
    this.connection = connection;
    this.reachability = reachability;
    this.away = connection.patience();
    this.behind = Collections.min(List.of(away, MOST_BEHIND));
  }

  /** What is asked for, once it can be read and is shown. */
  <T> Optional<T> untilShown(Supplier<Optional<T>> reading) {
    return await(behind, Optional::isEmpty, () -> untilReachable(reading));
  }

  /** The same of what the engine has confirmed: it will be shown, however long that takes. */
  <T> Optional<T> untilCertainlyShown(Supplier<Optional<T>> reading) {
    return await(away, Optional::isEmpty, () -> untilReachable(reading));
  }

  /** What is asked for, once it is settled or cannot be waited for any longer. */
  <T> T untilSettled(Predicate<T> unsettled, Supplier<T> reading) {
    return await(behind, unsettled, () -> untilReachable(reading));
  }

  /**
   * @throws AgentClientException {@link Reason#UNREACHABLE} if the thread is interrupted meanwhile
   */
  <T> T untilReachable(Supplier<T> reading) {
    try (Reachability.Attempt attempt = reachability.attempt(connection.restAddress())) {
      T read =
          Failsafe.with(whileAway(attempt))
              .get(
                  () -> {
                    reachability.requireOpen();
                    return reading.get();
                  });
      attempt.answered();
      return read;
    } catch (FailsafeException stopped) {
      throw interrupted(stopped);
    }
  }

  /** Of a thread that was interrupted in a pause; Failsafe has no other checked cause here. */
  static AgentClientException interrupted(FailsafeException stopped) {
    Thread.currentThread().interrupt();
    return new AgentClientException(
        Reason.UNREACHABLE, "Waiting for the cluster was interrupted.", stopped);
  }

  private <T> RetryPolicy<T> whileAway(Reachability.Attempt attempt) {
    return RetryPolicy.<T>builder()
        .handleIf(
            thrown ->
                thrown instanceof AgentClientException failure
                    && failure.reason() == Reason.UNREACHABLE
                    && !reachability.closed())
        .onFailedAttempt(failed -> attempt.failed((AgentClientException) failed.getLastException()))
        .withBackoff(Duration.ofMillis(200), Duration.ofSeconds(2))
        .withMaxRetries(-1)
        .withMaxDuration(away)
        .build();
  }

  /**
   * The last reading, whether it is what was waited for or not; what it throws is not repeated. If
   * it is not, it was begun when the time was over: one that took long says nothing of that time.
   *
   * @throws AgentClientException {@link Reason#UNREACHABLE} if the thread is interrupted meanwhile
   */
  static <T> T await(Duration most, Predicate<T> again, Supplier<T> reading) {
    long end = System.nanoTime() + most.toNanos();
    AtomicLong begun = new AtomicLong();
    RetryPolicy<T> policy =
        RetryPolicy.<T>builder()
            .handleResultIf(read -> again.test(read) && begun.get() - end < 0)
            .handleIf(thrown -> false)
            .withDelay(PAUSE)
            .withMaxRetries(-1)
            .build();
    try {
      return Failsafe.with(policy)
          .get(
              () -> {
                begun.set(System.nanoTime());
                return reading.get();
              });
    } catch (FailsafeException stopped) {
      throw interrupted(stopped);
    }
  }
}
