package io.waggle.cli;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How long to wait. */
final class WaitOptions {
  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "24h",
      converter = TimeConverter.class,
      description = "How long to wait, such as 90s, 10m or 2h; default 24h. The run goes on after.")
  private Duration timeout = Duration.ofHours(24);

  Duration timeout() {
    return timeout;
  }

  /** Reads {@code 90s}, {@code 1h30m} and ISO 8601. */
  static final class TimeConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      try {
        Duration time =
            Duration.parse(
                text.toUpperCase(java.util.Locale.ROOT).startsWith("P") ? text : "PT" + text);
        if (time.isPositive()) {
          return time;
        }
      } catch (java.time.format.DateTimeParseException notATime) {
        // Said below, as for a time that is not positive.
      }
      throw new TypeConversionException("'" + text + "' is not a time such as 90s, 10m or 2h");
    }
  }
}
