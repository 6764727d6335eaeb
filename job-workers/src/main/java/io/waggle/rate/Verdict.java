package io.waggle.rate;

import java.time.Duration;
import java.time.Instant;

/** Whether a request may be sent. */
sealed interface Verdict {
  /** It may, now. */
  record Granted(Instant at) implements Verdict {}

  /**
   * Its turn comes later, and is kept for it.
   *
   * @param time until it is worth asking again
   * @param ahead requests that go before it
   */
  record Later(Duration time, int ahead) implements Verdict {}

  /**
   * The provider asked to be left alone.
   *
   * @param why in its words
   */
  record Blocked(Duration time, String why) implements Verdict {}
}
