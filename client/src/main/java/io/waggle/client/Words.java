package io.waggle.client;

import java.time.Duration;
import java.util.Locale;

/** Values as people write them. */
final class Words {
  private Words() {}

  static String of(Enum<?> member) {
    return member.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** For example {@code 1m 30s}. */
  static String of(Duration duration) {
    return duration.toMillis() < 1000
        ? duration.toMillis() + "ms"
        : duration
            .toString()
            .substring(2)
            .replaceAll("(?<=[HM])(?=\\d)", " ")
            .toLowerCase(Locale.ROOT);
  }
}
