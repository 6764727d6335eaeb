package io.waggle.engine;

import io.waggle.journal.WorkerProcess;
import io.waggle.journal.WorkerRegistry;
import io.waggle.journal.WorkerRegistry.Orphan;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the others that this process lives, and hands the jobs of those that have died back to the
 * engine, which gives them to a living worker at once.
 */
final class Liveness implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Liveness.class);
  private static final Duration BEAT = Duration.ofSeconds(1);

  private final WorkerRegistry registry;
  private final WorkerProcess self;
  private final JobCommands commands;
  private final Sightings sightings;

  /** Of dead workers, and not handed back yet because the broker was away. */
  private final Queue<Orphan> orphans = new ArrayDeque<>();

  private final ScheduledExecutorService heart =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("waggle-heartbeat").daemon().factory());

  private @Nullable ScheduledFuture<?> beating;

  Liveness(WorkerRegistry registry, WorkerProcess self, JobCommands commands) {
    this.registry = registry;
    this.self = self;
    this.commands = commands;
    this.sightings = new Sightings(self, System::nanoTime);
  }

  /** Enters this process into the registry, and frees at once what its dead self held. */
  void start() throws InterruptedException {
    while (!beat()) {
      TimeUnit.NANOSECONDS.sleep(BEAT.toNanos());
    }
    beating =
        heart.scheduleAtFixedRate(
            this::beat, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
  }

  private boolean beat() {
    try {
      registry.beat(self);
      for (WorkerProcess dead : sightings.dead(registry.heartbeats())) {
        bury(dead);
      }
      handBack();
      return true;
    } catch (RuntimeException away) {
      LOG.debug("No heartbeat: {}", away.getMessage());
      return false;
    }
  }

  private void bury(WorkerProcess dead) {
    var left = registry.bury(dead);
    orphans.addAll(left);
    LOG.info(
        "Worker {} (process {}) is dead; handing on {} jobs", dead.id(), dead.pid(), left.size());
  }

  private void handBack() {
    orphans.removeAll(commands.handBack(orphans));
  }

  /** Leaves the registry; whatever this process was at is handed back by now. */
  @Override
  public void close() {
    if (beating != null) {
      beating.cancel(false);
    }
    heart.shutdown(); // an interrupt in the middle of a write would close H2's file
    try {
      heart.awaitTermination(BEAT.toMillis(), TimeUnit.MILLISECONDS);
      registry.leave(self);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException away) {
      LOG.debug("Left without a word: {}", away.getMessage());
    }
  }
}
