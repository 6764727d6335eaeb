package io.waggle.embedded.command;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes those who wait for the engine to write records. */
public final class RecordSignal {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long changes;

  /** There are new records. */
  public void raise() {
    lock.lock();
    try {
      changes++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** A number that is higher whenever there are new records. */
  public long changes() {
    lock.lock();
    try {
      return changes;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until there are more changes than that.
   *
   * @param nanos how long at most
   */
  public void await(long since, long nanos) throws InterruptedException {
    long left = nanos;
    lock.lockInterruptibly();
    try {
      while (changes <= since && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** As {@link #await(long, long)}, in milliseconds. */
  public void awaitMillis(long since, long millis) throws InterruptedException {
    await(since, TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
