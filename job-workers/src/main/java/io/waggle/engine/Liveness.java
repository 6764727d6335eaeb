package io.waggle.engine;

import io.waggle.journal.WorkerProcess;
import io.waggle.journal.WorkerRegistry;
import io.waggle.journal.WorkerRegistry.Heartbeat;
import io.waggle.journal.WorkerRegistry.Orphan;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the others that this process lives, and hands the jobs of those that have died back to the
 * engine, which gives them to a living worker at once.
 */
final class Liveness implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Liveness.class);
  private static final Duration BEAT = Duration.ofSeconds(1);

  /**
   * Who cannot write such a time, because the disk is full, does not wonder about silent others.
   */
  private static final Duration MUTE = BEAT.multipliedBy(2);

  /** Whether a process of this machine is gone, the operating system says at no cost. */
  private static final Duration GLANCE = Duration.ofMillis(200);

  private final WorkerRegistry registry;
  private final WorkerProcess self;
  private final JobCommands commands;
  private final JobProgress progress;
  private final Versions versions;
  private final ConnectedEngine engine;
  private final Sightings sightings;

  /** Of dead workers, and not handed back yet because the broker was away. */
  private final Queue<Left> orphans = new ConcurrentLinkedQueue<>();

  /**
   * @param engine mark of the engine whose job it is
   */
  private record Left(Orphan orphan, String engine) {}

  /** When this process looked at the heartbeats last, by its own clock; one thread at a time. */
  private volatile long watched;

  /** When this process could count its own beat last. */
  private volatile long beaten;

  private volatile boolean retired;

  /** Two threads: the heart goes on while the watch hands jobs on. */
  private final ScheduledExecutorService threads =
      Executors.newScheduledThreadPool(
          2, Thread.ofPlatform().name("waggle-liveness-", 1).daemon().factory());

  Liveness(
      WorkerRegistry registry,
      WorkerProcess self,
      JobCommands commands,
      JobProgress progress,
      Versions versions,
      ConnectedEngine engine) {
    this.engine = engine;
    this.registry = registry;
    this.self = self;
    this.commands = commands;
    this.progress = progress;
    this.versions = versions;
    this.sightings = new Sightings(self, System::nanoTime);
  }

  /** Enters this process into the registry, and frees at once what its dead self held. */
  void start() {
    enter();
    watch();
    repeat(BEAT, this::beat);
    repeat(GLANCE, this::glance);
  }

  /** A process whose jobs stand still is silent, so that the others take them over. */
  private void beat() {
    if (progress.look()) {
      enter();
    }
  }

  private void enter() {
    boolean entered = registry.beat(self, engine.lastMark());
    beaten = System.nanoTime();
    if (entered && !retired) {
      versions.announce();
    }
  }

  /** Takes no more jobs from now on, but is alive as long as it is at some. */
  void retire() {
    retired = true;
    try {
      versions.retire();
    } catch (RuntimeException away) {
      LOG.debug("Retired without a word: {}", away.getMessage());
    }
  }

  private void repeat(Duration every, Runnable task) {
    var unused =
        threads.scheduleWithFixedDelay(
            () -> quietly(task), every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A task that throws would not be repeated. */
  private static void quietly(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException unexpected) {
      LOG.warn("Heartbeat: {}", unexpected.getMessage());
      LOG.debug("The whole of it", unexpected);
    } catch (OutOfMemoryError full) { // ends a process that is a worker and nothing else
      Thread self = Thread.currentThread();
      self.getUncaughtExceptionHandler().uncaughtException(self, full);
    }
  }

  private void glance() {
    if (sightings.seesSomebodyGone() || System.nanoTime() - watched >= BEAT.toNanos()) {
      watch();
    }
  }

  private void watch() {
    watched = System.nanoTime();
    List<Heartbeat> heartbeats = registry.heartbeats();
    if (System.nanoTime() - beaten > MUTE.toNanos()) {
      sightings.forget();
    }
    sightings.dead(heartbeats).forEach(this::bury);
    for (int waiting = orphans.size(); waiting > 0; waiting--) {
      Left left = orphans.remove();
      commands.handBack(left.orphan(), left.engine(), () -> orphans.add(left));
    }
  }

  private void bury(WorkerProcess dead) {
    String mark = engine.lastMark();
    List<Orphan> left = registry.bury(dead, mark);
    left.forEach(orphan -> orphans.add(new Left(orphan, mark)));
    LOG.info(
        "Worker {} (process {}) is dead; handing on {} jobs", dead.id(), dead.pid(), left.size());
  }

  /** Leaves the registry; whatever this process was at is handed back by now. */
  @Override
  public void close() {
    threads.shutdown(); // an interrupt in the middle of a write would close H2's file
    try {
      threads.awaitTermination(BEAT.toMillis(), TimeUnit.MILLISECONDS);
      registry.leave(self);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException away) {
      LOG.debug("Left without a word: {}", away.getMessage());
    }
  }
}
