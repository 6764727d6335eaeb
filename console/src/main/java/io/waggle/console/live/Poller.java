package io.waggle.console.live;

import io.waggle.journal.RunChanges;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Asks the journal once a second what has changed, for all open pages of this process together, and
 * nothing while there are none.
 */
final class Poller implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Poller.class);
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /** In intervals: how often it is found out who has left. */
  private static final int BEAT = 15;

  private final Watchers watchers;
  private final Supplier<RunChanges> changes;
  private @Nullable ScheduledExecutorService clock;

  /** Null while nobody watches: what happened before is nothing to tell. */
  private @Nullable RunChanges looking;

  private int rounds;
  private boolean failing;

  Poller(Watchers watchers, Supplier<RunChanges> changes) {
    this.watchers = watchers;
    this.changes = changes;
  }

  @Override
  public synchronized void start() {
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("waggle-console").daemon().factory());
    var unused =
        started.scheduleWithFixedDelay(
            this::round, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    clock = started;
  }

  /** Before the web server, which would wait for open streams. */
  @Override
  public synchronized void stop() {
    if (clock != null) {
      clock.shutdownNow();
      clock = null;
    }
    watchers.close();
  }

  @Override
  public synchronized boolean isRunning() {
    return clock != null;
  }

  private void round() {
    try {
      if (!watchers.isAny()) {
        looking = null;
        return;
      }
      if (++rounds % BEAT == 0) {
        watchers.beat();
      }
      RunChanges look = looking == null ? changes.get() : looking;
      looking = look;
      Set<String> changed = look.next();
      if (failing) {
        LOG.info("Open pages of the console are told of changes again.");
        watchers.all();
      }
      failing = false;
      watchers.changed(changed);
    } catch (RuntimeException failure) {
      if (!failing) {
        LOG.warn("Open pages of the console are not told of changes: {}", failure.toString());
        watchers.all();
        watchers.changed(Set.of());
      }
      failing = true;
    }
  }
}
