package io.waggle.invocation;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Platform threads for code that a model's data can make slow, so many and no more. When its time
 * is over a call is abandoned: whoever waited goes on, and the call has its thread until it ends.
 *
 * <p>They are no virtual threads because a call that computes and never returns keeps the thread
 * that carries it: as many such calls as there are processors, and no virtual thread runs any more,
 * those of the jobs included.
 */
public final class ToolThreads {
  /** What a call gets to end by itself after it was interrupted. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  /**
   * How long a call that was interrupted is waited for: what it notes then, such as that its server
   * does not answer, is for the next call to know.
   */
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  /** Another worker may have threads free. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final int most;
  private final Duration lastWords;
  private final Semaphore free;

  /** Kept for a minute, as most calls take less time than to start a thread. */
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("tool").factory());

  /** The threads of calls, and until when each may take, as {@link System#nanoTime} counts. */
  private final Map<Thread, Long> deadlines = new ConcurrentHashMap<>();

  /**
   * @param most calls that run at the same time, 1 or more
   */
  public ToolThreads(int most) {
    this(most, LAST_WORDS);
  }

  ToolThreads(int most, Duration lastWords) {
    this.most = most;
    this.lastWords = lastWords;
    this.free = new Semaphore(most);
  }

  /**
   * Blocks until the call has ended or its time is over. It waits for a free thread first, up to
   * ten seconds, and no longer than the call may take; and after its time up to a second more for
   * what the call does on being interrupted.
   *
   * @param name of the thread meanwhile
   * @param time that the call may take
   * @throws RejectedExecutionException if no thread became free, or the waiting thread was
   *     interrupted before one did; the call has not begun
   * @throws TimeoutException if the time is over; the call was interrupted, and may go on
   * @throws InterruptedException if the waiting thread was interrupted; so was the call
   * @throws ExecutionException if the call threw
   */
  public <T> T call(String name, Duration time, Callable<T> body)
      throws TimeoutException, InterruptedException, ExecutionException {
    awaitThread(time);
    var call = new FutureTask<>(body);
    var ended = new CountDownLatch(1);
    start(name, time, call, ended);
    try {
      return call.get(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      if (!call.cancel(true)) {
        return call.get(); // it has ended meanwhile
      }
      ended.await(lastWords.toNanos(), TimeUnit.NANOSECONDS);
      throw late;
    } finally {
      call.cancel(true);
    }
  }

  private void awaitThread(Duration time) {
    Duration patience = time.compareTo(PATIENCE) < 0 ? time : PATIENCE;
    try {
      if (!free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new RejectedExecutionException(
            "all %,d threads for tools are in use".formatted(most));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new RejectedExecutionException("the worker is stopping", stopped);
    }
  }

  private void start(String name, Duration time, FutureTask<?> call, CountDownLatch ended) {
    try {
      threads.execute(
          () -> {
            Thread thread = Thread.currentThread();
            thread.setName(name);
            deadlines.put(thread, System.nanoTime() + time.plus(GRACE).toNanos());
            try {
              call.run();
            } finally {
              deadlines.remove(thread);
              free.release();
              ended.countDown();
            }
          });
    } catch (Throwable notStarted) {
      free.release();
      throw notStarted;
    }
  }

  /**
   * @return whether no call can begin any more: every thread has one that should have ended
   */
  public boolean areStuck() {
    long now = System.nanoTime();
    return deadlines.size() >= most
        && deadlines.values().stream().allMatch(deadline -> now - deadline > 0);
  }
}
