package io.waggle.engine;

import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine that this process takes jobs of. Another one may take its place at the same address,
 * empty: keys of jobs that the old one gave are then those of other jobs, or of none. So after each
 * moment in which the engine could not be reached it is asked whether it is the same, before
 * anything else is told it or taken from it.
 */
public final class ConnectedEngine {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectedEngine.class);

  private final Entrance entrance;
  private volatile Entrance.@Nullable Passed passed;

  /** How often the engine was out of reach, and of which of these it was asked last. */
  private final AtomicLong losses = new AtomicLong();

  private volatile long recognized;

  /** When the engine was first out of reach, since it was asked last which one it is. */
  private volatile Instant lostAt = Instant.EPOCH;

  private volatile Instant since = Instant.EPOCH;

  ConnectedEngine(Entrance entrance) {
    this.entrance = entrance;
  }

  /**
   * Deploys the processes to it, and finds out which engine it is; waits until it can be reached.
   *
   * @return a sentence about processes that somebody changed; null if there is nothing to say
   */
  synchronized @Nullable String enter() {
    long known = losses.get();
    Entrance.Passed now = entrance.pass();
    passed = now;
    recognized = known;
    return now.notice();
  }

  /** It cannot be reached: whatever answers next may be another one. */
  void lost() {
    if (!isUnsure()) {
      lostAt = Instant.now();
    }
    losses.incrementAndGet();
  }

  /** Whether it was out of reach since it was asked last which one it is. */
  boolean isUnsure() {
    return losses.get() != recognized;
  }

  /**
   * @return the mark of the engine; where it was out of reach, after it was asked once more
   */
  public String mark() {
    if (isUnsure()) {
      recognize();
    }
    return lastMark();
  }

  /**
   * @return the mark that the engine had when it was asked last
   */
  String lastMark() {
    return Objects.requireNonNull(passed, "not connected yet").mark();
  }

  private synchronized void recognize() {
    Entrance.Passed before = Objects.requireNonNull(passed, "not connected yet");
    long known = losses.get();
    if (!isUnsure()) {
      return;
    }
    if (entrance.isStill(before.mark())) {
      recognized = known; // not of a loss meanwhile
      return;
    }
    LOG.warn(
        "The engine at {} is another one, or has lost its data: its runs can be recreated from the journal with 'waggle replay --lost'.",
        entrance.address());
    since = lostAt; // by then it gave no more jobs; the new one may give some before we know it
    var unused = enter();
  }

  /**
   * @param mark that the engine had when a job was taken from it
   * @return whether the job's key is still that of the job
   */
  boolean isStill(String mark) {
    return mark().equals(mark);
  }

  /**
   * As {@link #isStill}, without waiting for an engine that is out of reach.
   *
   * @return false also where it is not known
   */
  boolean isSurely(String mark) {
    return !isUnsure() && lastMark().equals(mark);
  }

  /**
   * @param activated when a job was taken
   * @return whether it may be one of the engine that was there before
   */
  boolean isOfAnother(Instant activated) {
    return activated.isBefore(since);
  }

  /** Where it is reached. */
  URI address() {
    return entrance.address();
  }
}
