package io.waggle.journal;

import io.waggle.bpmn.JobType;
import java.time.Instant;
import java.util.List;

/** The outcomes of a run's jobs, kind by kind, as texts; and whether more are on their way. */
public final class RunTexts {
  private final JournalTables tables;
  private final DatabasePatience patience;
  private final Instant horizon;

  /**
   * @param horizon by which they were recorded
   */
  RunTexts(JournalTables tables, DatabasePatience patience, Instant horizon) {
    this.tables = tables;
    this.patience = patience;
    this.horizon = horizon;
  }

  /**
   * The outcomes of the jobs of one kind in one run, its sub-agents not included.
   *
   * @param run name of the run at the top
   * @param scope of the run
   * @param kind which jobs
   * @return their texts, in the order in which the engine made the jobs; those without text are
   *     left out
   */
  public List<JournalText> of(String run, String scope, JobType kind) {
    return patience.call(() -> tables.texts(run, scope, kind, true, horizon));
  }

  /** As {@link #of}, without those of another run that this one was forked from. */
  public List<JournalText> own(String run, String scope, JobType kind) {
    return patience.call(() -> tables.texts(run, scope, kind, false, horizon));
  }

  /** As {@link #of}, with the sub-agents' runs. */
  public List<JournalText> all(String run, String scope, JobType kind) {
    return patience.call(() -> tables.texts(run, scope + "%", kind, true, horizon));
  }

  /**
   * @return whether a worker is at a job of one kind in one run, sub-agents not included
   */
  public boolean isUnderWay(String run, String scope, JobType kind) {
    return patience.call(() -> tables.isUnderWay(run, scope, kind));
  }
}
