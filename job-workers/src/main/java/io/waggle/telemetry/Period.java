package io.waggle.telemetry;

import java.time.Duration;
import java.time.Instant;

/**
 * From when until when something went on. Clocks of two machines may differ: it never ends before
 * it began.
 */
record Period(Instant begun, Instant ended) {
  Period {
    ended = ended.isBefore(begun) ? begun : ended;
  }

  Duration length() {
    return Duration.between(begun, ended);
  }
}
