package io.waggle.console.page;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Moments as pages have them: in UTC, until the script in the page turns them. */
public final class Times {
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Times() {}

  /**
   * @return to the millisecond, for the attribute {@code datetime}
   */
  public static String iso(Instant moment) {
    return moment.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  /**
   * @return for people, with the zone
   */
  public static String utc(Instant moment) {
    return UTC.format(moment);
  }
}
