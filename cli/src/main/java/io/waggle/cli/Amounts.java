package io.waggle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.CostText;
import io.waggle.bpmn.Usage;
import java.time.Duration;
import java.util.Locale;

/** Times and numbers, short. */
final class Amounts {
  private static final int THOUSAND = 1000;

  private Amounts() {}

  /** For example {@code 0.4s}, {@code 12s}, {@code 3m 05s}. */
  static String time(Duration time) {
    if (time.toSeconds() < 10) {
      return String.format(Locale.ROOT, "%.1fs", Math.max(0, time.toMillis()) / 1000.0);
    }
    return time.toMinutes() == 0
        ? time.toSeconds() + "s"
        : String.format(Locale.ROOT, "%dm %02ds", time.toMinutes(), time.toSecondsPart());
  }

  /**
   * For what takes days too, for example {@code 12s}, {@code 5m}, {@code 2h 05m}, {@code 3d 4h}.
   */
  static String span(Duration span) {
    if (span.toDays() > 0) {
      return "%dd %dh".formatted(span.toDays(), span.toHoursPart());
    }
    if (span.toHours() > 0) {
      return String.format(Locale.ROOT, "%dh %02dm", span.toHours(), span.toMinutesPart());
    }
    return span.toMinutes() > 0 ? span.toMinutes() + "m" : Math.max(0, span.toSeconds()) + "s";
  }

  /** For example {@code 5 LLM calls, 12 tool calls, 3.4k tokens in, 210 out, 0.0123 EUR}. */
  static String usage(Usage usage) {
    String cost = CostText.of(usage);
    return "%s, %s, %s tokens in, %s out%s"
        .formatted(
            counted(usage.llmCalls(), "LLM call"),
            counted(usage.toolCalls(), "tool call"),
            number(usage.inputTokens()),
            number(usage.outputTokens()),
            cost.isEmpty() ? "" : ", " + cost);
  }

  /** Of what a worker says was used up; begins with a comma, unless it is empty. */
  static String cost(JsonNode usage) {
    String cost =
        CostText.of(
            usage.path("cost").isNumber() ? usage.path("cost").decimalValue() : null,
            usage.path("currency").textValue());
    return cost.isEmpty() ? "" : ", " + cost;
  }

  static String counted(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  private static String number(long number) {
    return number < THOUSAND
        ? Long.toString(number)
        : String.format(Locale.ROOT, "%.1fk", number / (double) THOUSAND);
  }
}
