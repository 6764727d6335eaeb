package io.waggle.engine;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The jobs that this process is at. */
final class InFlight {
  private static final Logger LOG = LoggerFactory.getLogger(InFlight.class);

  private final Map<TakenKey, Presence> jobs = new ConcurrentHashMap<>();
  private final AtomicBoolean stopping = new AtomicBoolean();

  /**
   * A job as an engine handed it out.
   *
   * @param engine mark of the engine
   * @param key what the engine calls it
   */
  record TakenKey(String engine, long key) {}

  /**
   * @return empty if this process is at the job already: the engine hands a job out anew when its
   *     timeout is over, though it may be in good hands
   */
  Optional<Presence> enter(TakenKey job) {
    Presence presence = new Presence(job);
    return jobs.putIfAbsent(job, presence) == null ? Optional.of(presence) : Optional.empty();
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
    private final TakenKey job;
    private final Set<Work> works = new HashSet<>();

    private Presence(TakenKey job) {
      this.job = job;
    }

    /**
     * A part that may be interrupted begins, on this thread; several may be done at once.
     *
     * @return empty if the process stops: the work must not begin
     */
    synchronized Optional<Work> begin(boolean isRepeatable) {
      if (stopping.get()) {
        return Optional.empty();
      }
      Work work = new Work(Thread.currentThread(), isRepeatable);
      works.add(work);
      return Optional.of(work);
    }

    /** Waits; ends at once when the process stops. */
    void pause(Duration time) {
      begin(true).ifPresent(work -> pause(work, time));
    }

    private void pause(Work work, Duration time) {
      try {
        Thread.sleep(time);
      } catch (InterruptedException stopped) {
        LOG.debug("No more pause for job {}: the process stops", job.key());
      } finally {
        end(work);
      }
    }

    /**
     * A part that may be interrupted has ended.
     *
     * @return whether it was interrupted; its outcome is then none to keep
     */
    synchronized boolean end(Work work) {
      works.remove(work);
      if (work.interrupted) {
        Thread.interrupted(); // what follows, the hand-back for one, must not be hit by it
      }
      return work.interrupted;
    }

    private synchronized void interrupt(boolean forcibly) {
      for (Work work : works) {
        if (work.repeatable || forcibly) {
          work.interrupted = true;
          work.thread.interrupt();
        }
      }
    }

    @Override
    public void close() {
      jobs.remove(job, this);
    }
  }

  /** What one thread does for a job. */
  static final class Work {
    private final Thread thread;
    private final boolean repeatable;
    private boolean interrupted;

    private Work(Thread thread, boolean repeatable) {
      this.thread = thread;
      this.repeatable = repeatable;
    }
  }
}
