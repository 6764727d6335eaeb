package io.waggle.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.springframework.dao.DuplicateKeyException;

/** Attempts at jobs, from the intent to the outcome, as far as the tables are concerned. */
final class Attempts implements AutoCloseable {
  private final ClaimTable claims;
  private final JournalTables tables;
  private final DatabasePatience patience;
  private final OutcomeTable outcomes;
  private final UnwrittenIntents unwritten;

  Attempts(JournalTables tables, DatabasePatience patience, Duration intentDelay) {
    this.claims = tables.claims();
    this.tables = tables;
    this.patience = patience;
    this.outcomes = tables.outcomes(patience);
    this.unwritten = tables.unwritten(patience, intentDelay);
  }

  /**
   * @param recorded reads what is recorded of the job
   */
  Claim claim(
      JournaledJob job,
      int retries,
      String claimant,
      Function<ClaimTable.Try.Done, Claim.Recorded> recorded) {
    while (true) {
      switch (patience.call(() -> claims.take(job, retries, claimant))) {
        case ClaimTable.Try.Mine mine -> {
          return new Claim.Granted(mine.intent());
        }
        case ClaimTable.Try.Done done -> {
          return recorded.apply(done);
        }
        case ClaimTable.Try.Refused refused -> {
          return refused.claim();
        }
        case ClaimTable.Try.Free changedMeanwhile -> {
          if (Thread.interrupted()) {
            throw new CancellationException("interrupted while claiming a job");
          }
        }
      }
    }
  }

  /** As {@link Journal#begin}; empty where the job has to be claimed. */
  Optional<Claim> begin(JournaledJob job, int retries, String claimant) {
    return unwritten.begin(job, retries, claimant);
  }

  boolean holds(Intent intent) {
    return unwritten.write(intent) && patience.call(() -> claims.holds(intent));
  }

  boolean settle(Intent intent, boolean inDoubt) {
    return unwritten.writeAtLast(intent) && patience.call(() -> claims.settle(intent, inDoubt));
  }

  void postpone(Intent intent, String why, Instant until) {
    if (unwritten.write(intent)) {
      int unused = patience.call(() -> tables.postpone(intent, why, until));
    }
  }

  boolean release(Intent intent, boolean inDoubt) {
    boolean undone = !inDoubt && unwritten.forget(intent);
    return undone
        || (unwritten.writeAtLast(intent) && patience.call(() -> claims.release(intent, inDoubt)));
  }

  /** Whether the outcome of the attempt is written by this. */
  boolean record(JobRecord record, Intent intent) {
    return unwritten.record(
        intent,
        new UnwrittenIntents.Recording() {
          @Override
          public boolean enter(UnwrittenIntent begun) {
            return entered(record, begun);
          }

          @Override
          public boolean complete() {
            return outcomes.complete(record, intent);
          }
        });
  }

  private boolean entered(JobRecord record, UnwrittenIntent begun) {
    try {
      return outcomes.enter(record, begun);
    } catch (DuplicateKeyException begunBefore) {
      return false;
    }
  }

  KeptAnswers answers() {
    return tables.answers(unwritten, patience);
  }

  @Override
  public void close() {
    unwritten.close();
    outcomes.close();
  }
}
