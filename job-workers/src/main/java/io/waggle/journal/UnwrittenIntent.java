package io.waggle.journal;

import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An attempt that is in no row yet: it will be with its outcome, or before, if it takes longer.
 * What is done with it is done under its lock.
 */
final class UnwrittenIntent implements Delayed {
  /** Where it stands. */
  enum State {
    UNWRITTEN,
    /** The job has a row, and it is this attempt's. */
    WRITTEN,
    /** The job has a row, and it is another's, or its run takes no intents any more. */
    LOST
  }

  private final JournaledJob job;
  private final int retries;
  private final Intent intent;
  private final long due;
  private final ReentrantLock lock = new ReentrantLock();
  private State state = State.UNWRITTEN;

  /**
   * @param due when it is to be written, by the clock of {@link System#nanoTime}
   */
  UnwrittenIntent(JournaledJob job, int retries, Intent intent, long due) {
    this.job = job;
    this.retries = retries;
    this.intent = intent;
    this.due = due;
  }

  JournaledJob job() {
    return job;
  }

  int retries() {
    return retries;
  }

  Intent intent() {
    return intent;
  }

  ReentrantLock lock() {
    return lock;
  }

  State state() {
    return state;
  }

  void become(State now) {
    state = now;
  }

  @Override
  public long getDelay(TimeUnit unit) {
    return unit.convert(due - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  @Override
  public int compareTo(Delayed other) {
    return other instanceof UnwrittenIntent later
        ? Long.signum(due - later.due)
        : Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
  }
}
