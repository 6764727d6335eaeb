package io.waggle.console.page;

import io.waggle.bpmn.CostText;
import io.waggle.bpmn.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers and durations as people read them. */
public final class Amounts {
  private Amounts() {}

  /**
   * @return with separators: {@code 12,345}
   */
  public static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /**
   * @return in three digits: {@code 950}, {@code 12.3k}, {@code 4.56M}
   */
  public static String about(long number) {
    if (number < 1_000) {
      return Long.toString(number);
    }
    if (number < 999_500) {
      return digits(number / 1_000.0) + "k";
    }
    return digits(number / 1_000_000.0) + "M";
  }

  private static String digits(double number) {
    String form = number < 9.995 ? "%.2f" : number < 99.95 ? "%.1f" : "%.0f";
    return String.format(Locale.ROOT, form, number);
  }

  /**
   * @return what something cost, for example {@code 0.0123 EUR}; empty where nothing had a price
   */
  public static String cost(Usage usage) {
    return CostText.of(usage);
  }

  /** As {@link #cost(Usage)}. */
  public static String cost(@Nullable BigDecimal cost, @Nullable String currency) {
    return CostText.of(cost, currency);
  }

  /**
   * @return in the two units that count: {@code 340 ms}, {@code 4.2 s}, {@code 3 min 05 s}, {@code
   *     2 h 10 min}, {@code 3 d 4 h}
   */
  public static String duration(Duration duration) {
    long millis = Math.max(0, duration.toMillis());
    if (millis < 1_000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
    }
    long seconds = millis / 1_000;
    if (seconds < 3_600) {
      return "%d min %02d s".formatted(seconds / 60, seconds % 60);
    }
    long minutes = seconds / 60;
    return minutes < 24 * 60
        ? "%d h %02d min".formatted(minutes / 60, minutes % 60)
        : "%d d %d h".formatted(minutes / (24 * 60), minutes / 60 % 24);
  }
}
