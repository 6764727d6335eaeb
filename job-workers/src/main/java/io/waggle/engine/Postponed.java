package io.waggle.engine;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * A job that failed and is to be tried again later. This process keeps it meanwhile, and only then
 * tells the engine, which hands it out at once.
 *
 * <p>The engine can wait by itself, but it may lose such a job, and every later one
 * (camunda/camunda#16884; seen on 8.6.0 after about 350 pauses on a busy machine).
 *
 * @param pause before the engine is told
 * @param release gives up the claim; false if it is lost, and the engine must not be told
 * @param telling tells the engine
 */
record Postponed(Duration pause, BooleanSupplier release, Runnable telling) {
  /** From here on people want to know why nothing happens. */
  static final Duration LONG = Duration.ofSeconds(30);

  /**
   * Waits, for as long as the process is not stopped, and tells the engine. The engine may hand the
   * job out anew before its answer is here, so this process is not at it any more by then.
   */
  void complete(InFlight.Presence presence) {
    if (pause.isPositive()) {
      presence.pause(pause);
    }
    if (release.getAsBoolean()) {
      presence.close();
      telling.run();
    }
  }
}
