package io.waggle.llm.openai;

import com.openai.core.http.Headers;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads how long a provider asks to wait. */
final class RetryAfter {
  /** A longer wait is taken for a mistake; it would park a run for good. */
  static final Duration LONGEST = Duration.ofDays(1);

  private static final double MILLIS_PER_SECOND = 1_000;

  private RetryAfter() {}

  /**
   * @return from zero to {@link #LONGEST}; null if the headers do not say, or nothing readable
   */
  static @Nullable Duration of(Headers headers, Clock clock) {
    return first(headers, "retry-after-ms")
        .flatMap(millis -> parse(millis, 1))
        .or(() -> first(headers, "retry-after").flatMap(text -> secondsOrDate(text, clock)))
        .orElse(null);
  }

  private static Optional<String> first(Headers headers, String name) {
    return headers.values(name).stream().findFirst().map(String::strip);
  }

  /** A header that was sent twice arrives as a list: the first counts. */
  private static Optional<Duration> secondsOrDate(String text, Clock clock) {
    return parse(text.replaceFirst("(?s),\\s*\\d.*", ""), MILLIS_PER_SECOND)
        .or(() -> date(text, clock));
  }

  private static Optional<Duration> parse(String number, double millisPerUnit) {
    try {
      double millis = Double.parseDouble(number) * millisPerUnit;
      return Double.isNaN(millis)
          ? Optional.empty()
          : Optional.of(clamp(Duration.ofMillis((long) Math.ceil(millis))));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> date(String text, Clock clock) {
    try {
      ZonedDateTime date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
      return Optional.of(clamp(Duration.between(clock.instant(), date.toInstant())));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Duration clamp(Duration wait) {
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
