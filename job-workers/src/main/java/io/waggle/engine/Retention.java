package io.waggle.engine;

import io.waggle.journal.NamedRun;
import io.waggle.journal.RunRegistry;
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
 * asked: one that waits for a person may be quiet for months. What an engine had that is not there
 * any more stays, unless it has ended: it can be recreated.
 */
public final class Retention implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final Duration EVERY = Duration.ofHours(1);
  private static final int BATCH = 100;

  /** Longer than anybody sends a start again. */
  private static final Duration NAMES_KEPT = Duration.ofDays(365);

  private final RunRegistry runs;
  private final LiveInstances instances;
  private final ConnectedEngine engine;
  private final Duration retention;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("waggle-retention").daemon().factory());
  private @Nullable ScheduledFuture<?> purging;

  Retention(RunRegistry runs, LiveInstances instances, ConnectedEngine engine, Duration retention) {
    this.runs = runs;
    this.instances = instances;
    this.engine = engine;
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
    String mark = engine.mark();
    List<NamedRun> quiet = runs.quiet(mark, since, "", BATCH);
    while (!quiet.isEmpty()) {
      for (NamedRun run : quiet) {
        if (run.ended() || !goesOn(run, mark)) {
          runs.purge(run);
          purged++;
        }
      }
      quiet = runs.quiet(mark, since, quiet.getLast().id(), BATCH);
    }
    runs.forget(since.minus(NAMES_KEPT));
    return purged;
  }

  /** Of another engine, only those are quiet whose engine no living worker serves. */
  private boolean goesOn(NamedRun run, String mark) {
    return run.engine().equals(mark)
        && runs.processInstance(run).filter(instances::has).isPresent();
  }

  @Override
  public void close() {
    if (purging != null) {
      purging.cancel(false);
    }
    thread.shutdown();
  }
}
