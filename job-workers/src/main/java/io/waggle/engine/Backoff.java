package io.waggle.engine;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** How long a failed job waits: 1 s, doubled each time up to 60 s, and a fifth more or less. */
final class Backoff {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final double JITTER = 0.2;

  private Backoff() {}

  /**
   * @param attempt the one that failed; 1 for the first
   * @param atLeast what the other side asked for, if it did
   */
  static Duration after(int attempt, @Nullable Duration atLeast) {
    long doubled = FIRST.toMillis() << Math.min(Math.max(attempt - 1, 0), 10);
    double jitter = ThreadLocalRandom.current().nextDouble(1 - JITTER, 1 + JITTER);
    Duration usual = Duration.ofMillis((long) (Math.min(doubled, LONGEST.toMillis()) * jitter));
    return atLeast != null && atLeast.compareTo(usual) > 0 ? atLeast : usual;
  }
}
