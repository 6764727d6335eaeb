package io.waggle.embedded.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what another process does, of which nobody sends word. */
final class Waiting {
  private static final Duration INTERVAL = Duration.ofMillis(20);

  private Waiting() {}

  /**
   * @return whether it came true in time
   * @throws EngineProcessException if the waiting thread is interrupted; it stays interrupted
   */
  static boolean until(Duration timeout, BooleanSupplier condition) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      try {
        Thread.sleep(INTERVAL);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new EngineProcessException("Waiting for the engine was interrupted.", stopped);
      }
    }
    return true;
  }
}
