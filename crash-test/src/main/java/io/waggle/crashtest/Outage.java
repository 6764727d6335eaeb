package io.waggle.crashtest;

import java.time.Duration;
import java.time.Instant;

/**
 * The time between a kill of the worker and the service of its successor.
 *
 * @param killed when the process was gone
 * @param back when its successor served
 */
record Outage(Instant killed, Instant back) {
  Duration length() {
    return Duration.between(killed, back);
  }
}
