package io.waggle.console.agents;

import io.waggle.console.page.Amounts;
import java.time.Duration;
import java.time.Period;
import java.time.format.DateTimeParseException;

/** ISO 8601 durations in words. */
final class GateTimes {
  private GateTimes() {}

  /**
   * @return for example {@code 3 days}; the text itself where it is no duration
   */
  static String words(String iso) {
    try {
      Duration duration = Duration.parse(iso);
      long days = duration.toDays();
      return days > 0 && duration.equals(Duration.ofDays(days))
          ? count(days, "day")
          : Amounts.duration(duration);
    } catch (DateTimeParseException notOne) {
      return period(iso);
    }
  }

  private static String period(String iso) {
    try {
      Period period = Period.parse(iso);
      return period.getMonths() == 0 && period.getYears() == 0
          ? count(period.getDays(), "day")
          : iso;
    } catch (DateTimeParseException notOne) {
      return iso;
    }
  }

  private static String count(long number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s");
  }
}
