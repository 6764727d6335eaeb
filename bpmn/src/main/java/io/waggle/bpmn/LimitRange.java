package io.waggle.bpmn;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What limits can be. */
final class LimitRange {
  private static final BigDecimal MOST_COST = BigDecimal.valueOf(1_000_000);
  private static final int COST_DECIMALS = 6;
  private static final Duration LONGEST = Duration.ofDays(365);

  private LimitRange() {}

  static long most(String name) {
    return switch (name) {
      case "maxSteps" -> 50;
      case "maxTurns" -> 1_000;
      case "maxReplans" -> 10;
      case "maxDepth" -> Limits.MAX_DEPTH;
      case "maxToolCalls" -> 100_000;
      case "maxTokens" -> 1_000_000_000_000L;
      case "maxCost" -> MOST_COST.longValue();
      case "maxDuration" -> LONGEST.toMinutes();
      case "maxSubAgents" -> 10_000;
      default -> throw new IllegalArgumentException("There is no limit '%s'.".formatted(name));
    };
  }

  private static int least(String name) {
    return switch (name) {
      case "maxReplans", "maxDepth", "maxSubAgents" -> 0;
      default -> 1;
    };
  }

  /** A sentence that says what is wrong; empty if nothing is. */
  static String problem(String name, @Nullable Number value) {
    return value == null || (value.longValue() >= least(name) && value.longValue() <= most(name))
        ? ""
        : String.format(
            Locale.ROOT,
            "limits.%s is %d; it can be %d to %d.",
            name,
            value,
            least(name),
            most(name));
  }

  static String costProblem(@Nullable BigDecimal cost) {
    if (cost == null) {
      return "";
    }
    boolean fits =
        cost.signum() > 0
            && cost.compareTo(MOST_COST) <= 0
            && cost.stripTrailingZeros().scale() <= COST_DECIMALS;
    return fits
        ? ""
        : "limits.maxCost is %s; it can be more than 0, up to %s, with at most %d decimals."
            .formatted(cost.stripTrailingZeros().toPlainString(), MOST_COST, COST_DECIMALS);
  }

  static String durationProblem(@Nullable String duration) {
    return duration == null || isDuration(duration)
        ? ""
        : "limits.maxDuration is '%s'; it can be PT1S to P365D, in days, hours, minutes and seconds, for example PT2H."
            .formatted(Preview.of(duration, 40));
  }

  private static boolean isDuration(String text) {
    try {
      Duration duration = Duration.parse(text);
      return duration.toSeconds() >= 1 && duration.compareTo(LONGEST) <= 0;
    } catch (DateTimeParseException notOne) {
      return false;
    }
  }
}
