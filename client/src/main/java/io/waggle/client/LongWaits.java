package io.waggle.client;

import io.waggle.bpmn.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Notices jobs that wait: those of which a worker has said why and until when, and those that have
 * been waiting for long. The cluster does not show whether a worker is at a job, so of these all
 * that it may be is said.
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
   * @param told what workers have said of jobs, by the key of their element
   * @return a sentence about each job among the elements that is not tried for a while, or has been
   *     waiting for long
   */
  Stream<String> of(String agent, List<ElementStatus> elements, Map<Long, Waiting> told) {
    Instant now = clock.instant();
    return elements.stream()
        .filter(element -> element.type().equals(JOB) && element.active())
        .flatMap(
            element ->
                postponed(element, told.get(element.key()), now)
                    .or(() -> silent(element, agent, now))
                    .stream());
  }

  private static Optional<String> postponed(
      ElementStatus element, @Nullable Waiting told, Instant now) {
    return told == null || !isAfter(told.until(), now)
        ? Optional.empty()
        : Optional.of(
            "'%s' is tried again at %s: %s".formatted(element.name(), told.until(), told.why()));
  }

  /** The variable can be changed by anybody. */
  private static boolean isAfter(@Nullable String moment, Instant now) {
    try {
      return moment != null && Instant.parse(moment).isAfter(now);
    } catch (DateTimeParseException changed) {
      return false;
    }
  }

  private static Optional<String> silent(ElementStatus element, String agent, Instant now) {
    return element.startedAt().plus(LONG).isAfter(now)
        ? Optional.empty()
        : Optional.of(
            "'%s' has been waiting for %d minutes: a worker is at it still, the run is paused, or no worker holds the agent '%s' any more."
                .formatted(
                    element.name(), Duration.between(element.startedAt(), now).toMinutes(), agent));
  }
}
