package io.waggle.gate;

import io.waggle.bpmn.GatePolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When what happens at a gate, counted from when the question was asked first. */
final class Moments {
  /** Places in the variable. */
  static final int REMIND = 1;

  static final int ESCALATE = 2;

  private Moments() {}

  /**
   * @return until when it should be answered, when people are reminded, when others are asked too,
   *     when silence counts; ISO 8601 in UTC, null where it does not happen
   */
  static List<@Nullable String> of(GatePolicy policy, Instant asked) {
    List<@Nullable String> moments = new ArrayList<>();
    moments.add(moment(asked, policy.dueAfter()));
    moments.add(moment(asked, policy.remindAfter()));
    moments.add(moment(asked, policy.escalateAfter()));
    moments.add(moment(asked, policy.expiresAfter()));
    return moments;
  }

  private static @Nullable String moment(Instant asked, @Nullable String wait) {
    return wait == null
        ? null
        : asked.plus(Duration.parse(wait)).truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
