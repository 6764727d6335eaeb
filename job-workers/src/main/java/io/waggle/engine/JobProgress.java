package io.waggle.engine;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the jobs of this process can get on. They run on virtual threads, so one is started from
 * time to time to see whether any does; and tools need threads of their own.
 */
public final class JobProgress {
  private static final Logger LOG = LoggerFactory.getLogger(JobProgress.class);

  /** Longer than virtual threads wait on a busy machine. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private final BooleanSupplier toolsAreStuck;
  private final LongSupplier nanoTime;

  /** When the virtual thread was started that has not run yet; null: the last one has. */
  private final AtomicReference<@Nullable Long> waiting = new AtomicReference<>();

  private volatile boolean stuck;
  private volatile Runnable whenChanged = () -> {};

  JobProgress(BooleanSupplier toolsAreStuck, LongSupplier nanoTime) {
    this.toolsAreStuck = toolsAreStuck;
    this.nanoTime = nanoTime;
  }

  /** Looks again. Called regularly, by one platform thread. */
  boolean look() {
    boolean stands = virtualThreadsStand() || toolsAreStuck.getAsBoolean();
    if (stands != stuck) {
      stuck = stands;
      if (stands) {
        LOG.error(
            "The jobs of this worker make no progress: what they run does not end. Others take them over; start this process again.");
      } else {
        LOG.info("The jobs of this worker make progress again.");
      }
      whenChanged.run();
    }
    return !stands;
  }

  /**
   * @param told when {@link #isMade} has changed, by the thread that looks
   */
  void whenChanged(Runnable told) {
    whenChanged = told;
  }

  private boolean virtualThreadsStand() {
    Long since = waiting.get();
    if (since != null) {
      return nanoTime.getAsLong() - since > PATIENCE.toNanos();
    }
    waiting.set(nanoTime.getAsLong());
    Thread.ofVirtual().name("waggle-progress").start(() -> waiting.set(null));
    return false;
  }

  /**
   * @return whether they could at the last look
   */
  public boolean isMade() {
    return !stuck;
  }
}
