package io.waggle.engine;

import io.waggle.journal.Journal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes from the journal what has been over for long enough. Whether a run is over, the engine is
 * asked: one that waits for a person may be quiet for months.
 */
public final class Retention implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final Duration EVERY = Duration.ofHours(1);
  private static final int BATCH = 100;

  private final Journal journal;
  private final LiveInstances instances;
  private final Duration retention;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("waggle-retention").daemon().factory());
  private @Nullable ScheduledFuture<?> purging;

  Retention(Journal journal, LiveInstances instances, Duration retention) {
    this.journal = journal;
    this.instances = instances;
    this.retention = retention;
  }

  /** The first time within an hour: worker processes that start together take turns. */
  void start() {
    long first = ThreadLocalRandom.current().nextLong(EVERY.toMillis());
    purging =
        thread.scheduleWithFixedDelay(this::purge, first, EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void purge() {
    try {
      int runs = purge(Instant.now().minus(retention));
      if (runs > 0) {
        LOG.info("Purged {} runs that ended more than {} ago", runs, retention);
      }
    } catch (RuntimeException later) {
      LOG.debug("The journal is purged another time: {}", later.getMessage());
    }
  }

  /**
   * @param since runs of which anything was recorded later stay
   * @return how many runs were purged
   */
  public int purge(Instant since) {
    int purged = 0;
    List<Long> quiet = journal.quietRuns(since, 0, BATCH);
    while (!quiet.isEmpty()) {
      for (long run : quiet) {
        if (!instances.has(run)) {
          journal.purge(run);
          purged++;
        }
      }
      quiet = journal.quietRuns(since, quiet.getLast(), BATCH);
    }
    return purged;
  }

  @Override
  public void close() {
    if (purging != null) {
      purging.cancel(false);
    }
    thread.shutdown();
  }
}
