package io.waggle.telemetry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ended attempts that nobody has looked at yet. Whoever adds one never waits: what has no room is
 * dropped, and counted.
 */
final class ReportQueue implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReportQueue.class);
  private static final int ROOM = 2_000;

  /**
   * Between two looks at what there is: to be woken for each attempt costs more than to read it.
   */
  private static final Duration PAUSE = Duration.ofMillis(100);

  /** What is left of a worker that stops. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final BlockingQueue<EndedAttempt> queue = new ArrayBlockingQueue<>(ROOM);
  private final Consumer<EndedAttempt> reader;
  private final Meters meters;
  private final Thread thread;
  private final CountDownLatch closed = new CountDownLatch(1);

  ReportQueue(Consumer<EndedAttempt> reader, Meters meters) {
    this.reader = reader;
    this.meters = meters;
    this.thread = Thread.ofPlatform().name("waggle-telemetry").daemon().unstarted(this::work);
  }

  void start() {
    thread.start();
  }

  void add(EndedAttempt attempt) {
    if (isClosed() || !queue.offer(attempt)) {
      meters.dropped();
    }
  }

  private void work() {
    try {
      boolean last = false;
      while (!last) {
        last = closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        List<EndedAttempt> all = new ArrayList<>();
        queue.drainTo(all);
        all.forEach(this::read);
      }
    } catch (InterruptedException stopped) {
      LOG.debug("{} attempts at jobs are not reported", queue.size());
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private void read(EndedAttempt attempt) {
    try {
      reader.accept(attempt);
    } catch (RuntimeException unexpected) {
      meters.dropped();
      LOG.warn("What is to be reported of job {} is lost", attempt.job().id(), unexpected);
    }
  }

  /** Reports what there is, for a moment at most. */
  @Override
  public void close() {
    closed.countDown();
    try {
      if (!thread.join(LAST_WORDS)) {
        thread.interrupt();
      }
    } catch (InterruptedException hurried) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
