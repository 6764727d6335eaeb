package io.waggle.engine;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The jobs that this process is at. */
final class InFlight {
  private static final Logger LOG = LoggerFactory.getLogger(InFlight.class);

  private final Map<Long, Presence> jobs = new ConcurrentHashMap<>();
  private final AtomicBoolean stopping = new AtomicBoolean();

  /**
   * @return empty if this process is at the job already: the engine hands a job out anew when its
   *     timeout is over, though it may be in good hands
   */
  Optional<Presence> enter(long jobKey) {
    Presence presence = new Presence(jobKey);
    return jobs.putIfAbsent(jobKey, presence) == null ? Optional.of(presence) : Optional.empty();
  }

  boolean isStopping() {
    return stopping.get();
  }

  /** From now on no work begins, and work that can be repeated is interrupted. */
  void stop() {
    stopping.set(true);
    jobs.values().forEach(presence -> presence.interrupt(false));
  }

  /** Interrupts what is left, repeatable or not. */
  void stopForcibly() {
    jobs.values().forEach(presence -> presence.interrupt(true));
  }

  /** One job, from its activation to the engine's acknowledgement. */
  final class Presence implements AutoCloseable {
    private final long jobKey;
    private Thread worker = Thread.currentThread();
    private boolean working;
    private boolean repeatable;
    private boolean interrupted;

    private Presence(long jobKey) {
      this.jobKey = jobKey;
    }

    /**
     * The part that may be interrupted begins.
     *
     * @return false if the process stops: the work must not begin
     */
    synchronized boolean begin(boolean isRepeatable) {
      if (stopping.get()) {
        return false;
      }
      worker = Thread.currentThread();
      repeatable = isRepeatable;
      working = true;
      return true;
    }

    /**
     * The part that may be interrupted has ended.
     *
     * @return whether it was interrupted; what it came to then is no outcome to keep
     */
    synchronized boolean end() {
      working = false;
      boolean wasInterrupted = interrupted;
      if (interrupted) {
        Thread.interrupted(); // what follows, the hand-back for one, must not be hit by it
        interrupted = false;
      }
      return wasInterrupted;
    }

    /** Waits; ends at once when the process stops. */
    void pause(Duration time) {
      if (begin(true)) {
        try {
          Thread.sleep(time);
        } catch (InterruptedException stopped) {
          LOG.debug("No more pause for job {}: the process stops", jobKey);
        } finally {
          end();
        }
      }
    }

    private synchronized void interrupt(boolean forcibly) {
      if (working && (repeatable || forcibly)) {
        interrupted = true;
        worker.interrupt();
      }
    }

    @Override
    public void close() {
      jobs.remove(jobKey, this);
    }
  }
}
