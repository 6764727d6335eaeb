package io.waggle.fallback;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Whether a model is asked at all, by how it answered before. Safe for many threads. */
final class ModelBreaker {
  /** Somebody else is finding out whether the model is back. */
  private static final Duration PROBE = Duration.ofSeconds(1);

  private static final float ALL = 100;

  private final CircuitBreaker circuit;
  private final Clock clock;
  private final Duration pause;
  private Instant until = Instant.MIN;
  private @Nullable Failure last;

  /**
   * Why a model did not answer.
   *
   * @param why in a sentence
   * @param retryAfter how long its provider asked to wait; null if it did not
   * @param isLasting whether only a person can mend it
   */
  record Failure(String why, @Nullable Duration retryAfter, boolean isLasting) {}

  ModelBreaker(String model, CircuitBreakerProperties settings, Clock clock) {
    this.clock = clock;
    this.pause = settings.pause();
    this.circuit =
        CircuitBreaker.of(
            model,
            CircuitBreakerConfig.custom()
                .clock(clock)
                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(settings.failures())
                .minimumNumberOfCalls(settings.failures())
                .failureRateThreshold(ALL)
                .permittedNumberOfCallsInHalfOpenState(1)
                .waitDurationInOpenState(pause)
                .build());
  }

  /**
   * @return whether the model may be asked; then one of {@link #answered}, {@link #failed} and
   *     {@link #left} has to follow
   */
  boolean enter() {
    return circuit.tryAcquirePermission();
  }

  void answered() {
    circuit.onSuccess(0, TimeUnit.NANOSECONDS);
  }

  /** Nothing was found out. */
  void left() {
    circuit.releasePermission();
  }

  synchronized void failed(Failure failure, Throwable thrown) {
    last = failure;
    circuit.onError(0, TimeUnit.NANOSECONDS, thrown);
    boolean open = failure.isLasting() || circuit.getState() == CircuitBreaker.State.OPEN;
    Duration rest = open ? pause : Duration.ZERO;
    if (failure.retryAfter() != null && failure.retryAfter().compareTo(rest) > 0) {
      rest = failure.retryAfter();
    }
    Instant end = clock.instant().plus(rest);
    if (rest.isPositive() && end.isAfter(until)) {
      circuit.transitionToOpenStateFor(rest);
      until = end;
    }
  }

  /** Why it is left alone, and for how much longer. */
  synchronized Failure lastFailure() {
    Duration left =
        Duration.between(clock.instant(), until.equals(Instant.MIN) ? clock.instant() : until);
    Duration rest = left.compareTo(PROBE) < 0 ? PROBE : left;
    return last == null
        ? new Failure("It is being tried.", rest, false)
        : new Failure(last.why(), rest, last.isLasting());
  }
}
