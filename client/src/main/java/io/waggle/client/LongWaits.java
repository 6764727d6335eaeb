package io.waggle.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Notices jobs that have been waiting for long. The cluster does not show whether a worker is at a
 * job, so all that it may be is said.
 */
final class LongWaits {
  /** An LLM answers sooner, with the retries that a worker makes. */
  static final Duration LONG = Duration.ofMinutes(5);

  private static final String JOB = "SERVICE_TASK";

  private final Clock clock;

  LongWaits(Clock clock) {
    this.clock = clock;
  }

  /**
   * @return a sentence about each job among the elements that has been waiting for long
   */
  Stream<String> of(String agent, List<ElementStatus> elements) {
    Instant now = clock.instant();
    return elements.stream()
        .filter(element -> element.type().equals(JOB) && element.active())
        .filter(element -> element.startedAt().plus(LONG).isBefore(now))
        .map(
            element ->
                "'%s' has been waiting for %d minutes: a worker is at it still, the run is paused, or no worker holds the agent '%s' any more."
                    .formatted(
                        element.name(),
                        Duration.between(element.startedAt(), now).toMinutes(),
                        agent));
  }
}
