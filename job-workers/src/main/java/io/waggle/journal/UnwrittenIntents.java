package io.waggle.journal;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.DelayQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;

/**
 * Attempts of this process at jobs that may be begun by anybody at any time, as they change
 * nothing: one that is done within moments is one row written once, with its outcome, and one that
 * takes longer gets its intent meanwhile. Who loses is found out when the row is written, by its
 * key.
 */
final class UnwrittenIntents implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UnwrittenIntents.class);

  /** Those that are due at about the same time are written by one awakening. */
  private static final Duration STEP = Duration.ofMillis(5);

  private final NewRows rows;
  private final DatabasePatience patience;
  private final Clock clock;
  private final Duration delay;

  /**
   * Those without a row, and those whose row is another's: it may have the same fencing number, so
   * they have to be known until they end.
   */
  private final Map<JobAddress, UnwrittenIntent> open = new ConcurrentHashMap<>();

  private final DelayQueue<UnwrittenIntent> due = new DelayQueue<>();
  private @Nullable Thread writer;

  /**
   * @param delay for so long others do not see that this process is at a job; none: they see it
   *     before
   */
  UnwrittenIntents(NewRows rows, DatabasePatience patience, Clock clock, Duration delay) {
    this.rows = rows;
    this.patience = patience;
    this.clock = clock;
    this.delay = delay;
  }

  /**
   * @return empty where the job has a row already, or this process is at it: it has to be claimed
   */
  Optional<Claim> begin(JournaledJob job, int retries, String claimant) {
    if (delay.isZero()) {
      return Optional.empty();
    }
    UnwrittenIntent earlier = open.get(job.at());
    if (earlier != null) {
      var unused = write(earlier);
      return Optional.empty();
    }
    NewRows.Look look = patience.call(() -> rows.look(job.at())).orElse(null);
    if (look == null) {
      return Optional.of(new Claim.NoRun());
    }
    if (look.epoch() != job.epoch()) {
      return Optional.of(new Claim.Superseded());
    }
    return look.begun() ? Optional.empty() : grant(job, retries, claimant, look);
  }

  private Optional<Claim> grant(JournaledJob job, int retries, String claimant, NewRows.Look look) {
    Intent intent =
        new Intent(
            job.at(),
            claimant,
            1,
            false,
            clock.instant(),
            job.at().run(),
            look.said(),
            look.spent());
    long step = STEP.toNanos();
    long when = System.nanoTime() + delay.toNanos() + step;
    UnwrittenIntent begun = new UnwrittenIntent(job, retries, intent, when - when % step);
    if (open.putIfAbsent(job.at(), begun) != null) {
      return Optional.empty();
    }
    due.add(begun);
    startWriter();
    return Optional.of(new Claim.Granted(intent));
  }

  private synchronized void startWriter() {
    if (writer == null) {
      writer = Thread.ofPlatform().name("journal-intents").daemon().start(this::writeWhenDue);
    }
  }

  private void writeWhenDue() {
    try {
      while (true) {
        List<UnwrittenIntent> late = new ArrayList<>(List.of(due.take()));
        due.drainTo(late);
        writeLate(late);
      }
    } catch (InterruptedException | CancellationException closed) {
      LOG.debug("No more intents are written: the journal is closed");
    }
  }

  /** Where somebody has the lock of one, it is being written. */
  private void writeLate(List<UnwrittenIntent> all) {
    List<UnwrittenIntent> locked = all.stream().filter(each -> each.lock().tryLock()).toList();
    try {
      List<UnwrittenIntent> late =
          locked.stream().filter(each -> each.state() == UnwrittenIntent.State.UNWRITTEN).toList();
      if (late.size() > 1 && patience.call(() -> areWritten(late))) {
        late.forEach(each -> each.become(UnwrittenIntent.State.WRITTEN));
        late.forEach(each -> open.remove(each.job().at(), each));
      } else {
        late.forEach(this::writeLocked);
      }
    } catch (CancellationException closed) {
      throw closed;
    } catch (RuntimeException unexpected) {
      LOG.warn("Intents of jobs are not written: {}", unexpected.toString());
    } finally {
      locked.forEach(each -> each.lock().unlock());
    }
  }

  private boolean areWritten(List<UnwrittenIntent> late) {
    try {
      return rows.intents(late);
    } catch (DuplicateKeyException oneOfThem) {
      return false;
    }
  }

  /**
   * Sees to it that the attempt has its row, where it has none yet.
   *
   * @return false if the job is another's already
   */
  boolean write(Intent intent) {
    UnwrittenIntent begun = of(intent);
    return begun == null || write(begun);
  }

  private boolean write(UnwrittenIntent begun) {
    return locked(begun, () -> writeLocked(begun));
  }

  private boolean writeLocked(UnwrittenIntent begun) {
    if (begun.state() == UnwrittenIntent.State.UNWRITTEN) {
      begun.become(patience.call(() -> enter(begun)));
    }
    if (begun.state() == UnwrittenIntent.State.WRITTEN) {
      open.remove(begun.job().at(), begun);
    }
    return begun.state() == UnwrittenIntent.State.WRITTEN;
  }

  private UnwrittenIntent.State enter(UnwrittenIntent begun) {
    try {
      return state(rows.intent(begun));
    } catch (DuplicateKeyException begunBefore) {
      return state(rows.isOf(begun)); // the connection may have broken after the first try
    }
  }

  private static UnwrittenIntent.State state(boolean ours) {
    return ours ? UnwrittenIntent.State.WRITTEN : UnwrittenIntent.State.LOST;
  }

  /** How the outcome of an attempt is written. */
  interface Recording {
    /** With the intent, in a row that is entered. */
    boolean enter(UnwrittenIntent begun);

    /** In the row that the intent has. */
    boolean complete();
  }

  /**
   * @return false if the job is another's already
   */
  boolean record(Intent intent, Recording recording) {
    UnwrittenIntent begun = of(intent);
    return begun == null
        ? recording.complete()
        : locked(
            begun,
            () -> {
              boolean written =
                  switch (begun.state()) {
                    case UNWRITTEN -> recording.enter(begun);
                    case WRITTEN -> recording.complete();
                    case LOST -> false;
                  };
              begun.become(state(written));
              open.remove(begun.job().at(), begun);
              return written;
            });
  }

  /**
   * As {@link #write}, for an attempt of which nothing more will be heard where it is another's.
   */
  boolean writeAtLast(Intent intent) {
    UnwrittenIntent begun = of(intent);
    return begun == null
        || locked(
            begun,
            () -> {
              boolean ours = writeLocked(begun);
              open.remove(begun.job().at(), begun);
              return ours;
            });
  }

  /**
   * Nothing was done: of an attempt without a row nothing remains.
   *
   * @return whether the attempt had none
   */
  boolean forget(Intent intent) {
    UnwrittenIntent begun = of(intent);
    return begun != null
        && locked(
            begun,
            () -> {
              boolean unwritten = begun.state() == UnwrittenIntent.State.UNWRITTEN;
              if (unwritten) {
                begun.become(UnwrittenIntent.State.LOST);
              }
              open.remove(begun.job().at(), begun);
              return unwritten;
            });
  }

  private @Nullable UnwrittenIntent of(Intent intent) {
    UnwrittenIntent begun = open.get(intent.at());
    return begun != null && begun.intent().equals(intent) ? begun : null;
  }

  private static boolean locked(UnwrittenIntent begun, BooleanSupplier action) {
    try {
      begun.lock().lockInterruptibly();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for the journal");
    }
    try {
      return action.getAsBoolean();
    } finally {
      begun.lock().unlock();
    }
  }

  @Override
  public synchronized void close() {
    if (writer != null) {
      writer.interrupt();
    }
  }
}
