package io.waggle.journal;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how long a thread waits for the journal's database: jobs wait for as long as it takes,
 * people who look at a page do not.
 */
public final class ReaderPatience {
  private static final ThreadLocal<ReaderPatience> OF_THREAD = new ThreadLocal<>();

  /** Of the statements to come, and the one under way. */
  private Duration left;

  private ReaderPatience(Duration left) {
    this.left = left;
  }

  /**
   * @param most how long all statements of this thread in {@code reading} may take together, those
   *     of the journal included that would wait for as long as it takes; they throw {@link
   *     JournalAwayException} then
   * @param reading changes nothing in the journal, or what may be given up in the middle
   */
  public static <T> T within(Duration most, Callable<T> reading) throws Exception {
    ReaderPatience before = OF_THREAD.get();
    OF_THREAD.set(new ReaderPatience(most));
    try {
      return reading.call();
    } finally {
      if (before == null) {
        OF_THREAD.remove();
      } else {
        OF_THREAD.set(before);
      }
    }
  }

  static ReaderPatience of(Duration most) {
    return new ReaderPatience(most);
  }

  /** That of this thread; null: it waits for as long as it takes. */
  static @Nullable ReaderPatience ofThisThread() {
    return OF_THREAD.get();
  }

  /** When a statement that begins now is given up, by {@link System#nanoTime()}. */
  long end() {
    return System.nanoTime() + left.toNanos();
  }

  /** A statement is over that was to be given up at that moment. */
  void over(long end) {
    left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }
}
