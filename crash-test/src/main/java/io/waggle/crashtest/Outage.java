package io.waggle.crashtest;

import java.time.Duration;
import java.time.Instant;

/**
 * The time between a kill and the service of what was started again.
 *
 * @param killed when the process was gone
 * @param back when its successor served
 * @param free from when on nothing kept the runs from going on: not before {@code back}, nor before
 *     people had done their part
 */
record Outage(Instant killed, Instant back, Instant free) {
  Duration length() {
    return Duration.between(killed, back);
  }
}
