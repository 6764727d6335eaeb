package io.waggle.platform;

import java.time.Duration;

/** How {@link Platform#up} ended; either way the platform is ready. */
public sealed interface UpOutcome {
  /** Where the platform is. */
  Addresses addresses();

  /**
   * It was started, or what was missing of it.
   *
   * @param took from the call until all of it was ready
   */
  record Started(Addresses addresses, Duration took) implements UpOutcome {}

  /** It was running and ready before; nothing was done. The addresses are the running one's. */
  record AlreadyRunning(Addresses addresses) implements UpOutcome {}
}
