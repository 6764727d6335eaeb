package io.waggle.embedded.projection;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/** Keeps a projection up to date while nobody reads it, so that those who wait are woken. */
public final class ProjectionPump implements AutoCloseable {
  private static final Logger LOG = System.getLogger(ProjectionPump.class.getName());

  /** Records come in bursts; one look takes them all. */
  private static final long PAUSE_NANOS = 2_000_000;

  private final Projection projection;
  private final Semaphore newRecords = new Semaphore(0);
  private final Thread thread =
      Thread.ofPlatform().name("waggle-projection").daemon().unstarted(this::run);

  public ProjectionPump(Projection projection) {
    this.projection = projection;
  }

  public void start() {
    thread.start();
  }

  /** There are new records. May be called by any thread, and is quick. */
  public void wake() {
    if (newRecords.availablePermits() == 0) {
      newRecords.release();
    }
  }

  private void run() {
    try {
      while (true) {
        newRecords.acquire();
        newRecords.drainPermits();
        update();
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    } catch (InterruptedException e) {
      LOG.log(Level.DEBUG, "Stopped");
    }
  }

  private void update() {
    try {
      projection.volume();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "A record could not be read", e);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
