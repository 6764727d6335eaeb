package io.waggle.journal;

import io.waggle.bpmn.JobType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who is at which job: the intents of the journal. */
final class ClaimTable {
  /**
   * Of a row: the run was not recreated since. A job that began at that very moment is not fenced
   * off, for who made the run anew did not see it yet.
   */
  static final String OF_THE_RUN =
      "epoch = (select run.epoch from waggle_run run where run.id = waggle_journal.run_id)";

  private final JdbcClient jdbc;
  private final NewRows rows;
  private final WorkerRegistry workers;
  private final Clock clock;

  ClaimTable(JdbcClient jdbc, NewRows rows, WorkerRegistry workers, Clock clock) {
    this.jdbc = jdbc;
    this.rows = rows;
    this.workers = workers;
    this.clock = clock;
  }

  /** A job's row, and what its run says. */
  private record Row(
      int epoch,
      int runEpoch,
      long runSaid,
      String verb,
      String agent,
      long jobKey,
      long processInstanceKey,
      @Nullable Integer recordedEpoch,
      @Nullable String owner,
      int fence,
      boolean inDoubt,
      Instant since,
      @Nullable String effectRun) {

    boolean isOf(JournaledJob job) {
      return verb.equals(job.type().name()) && agent.equals(job.agent());
    }

    /** Of those that one process asks the same, each has a number of its own. */
    boolean isOfAnother(JournaledJob job) {
      return job.type() == JobType.ACCEPT
          && Paths.isForeign(job.scope())
          && epoch == job.epoch()
          && processInstanceKey != job.processInstanceKey();
    }
  }

  /** The result of a try to take a job; {@link Free} where the row changed under the hand. */
  sealed interface Try {
    record Mine(Intent intent) implements Try {}

    record Done(boolean anew) implements Try {}

    record Refused(Claim claim) implements Try {}

    record Free() implements Try {}
  }

  Try take(JournaledJob job, int retries, String claimant) {
    Instant now = clock.instant();
    try {
      return begin(job, retries, claimant, now)
          .<Try>map(
              said ->
                  new Try.Mine(
                      new Intent(job.at(), claimant, 1, false, now, job.at().run(), said, null)))
          .orElseGet(() -> withoutRun(job));
    } catch (DuplicateKeyException begunBefore) {
      return row(job)
          .map(row -> takeUp(job, row, retries, claimant))
          .orElseGet(() -> new Try.Free());
    }
  }

  private Optional<Long> begin(JournaledJob job, int retries, String claimant, Instant now) {
    Optional<Long> said = rows.intent(job, retries, claimant, now);
    if (said.isPresent() && job.type() == JobType.STEER) {
      countSaid(jdbc, job.at().run()); // turns that begin from now on look for it
    }
    return said;
  }

  /** After it, whoever takes a job of the run looks for what people said. */
  static void countSaid(JdbcClient jdbc, String run) {
    jdbc.sql("update waggle_run set said = said + 1 where id = ?").param(run).update();
  }

  private Try withoutRun(JournaledJob job) {
    int runs =
        jdbc.sql("select count(*) from waggle_run where id = ?")
            .param(job.at().run())
            .query(Integer.class)
            .single();
    return new Try.Refused(runs == 0 ? new Claim.NoRun() : new Claim.Superseded());
  }

  private Try takeUp(JournaledJob job, Row row, int retries, String claimant) {
    if (row.runEpoch() != job.epoch()) {
      return new Try.Refused(new Claim.Superseded());
    }
    if (!row.isOf(job)) {
      return new Try.Refused(new Claim.Taken(row.verb(), row.agent()));
    }
    if (row.isOfAnother(job)) {
      return new Try.Refused(new Claim.Occupied(row.processInstanceKey()));
    }
    Integer recordedEpoch = row.recordedEpoch();
    if (recordedEpoch != null) {
      return bind(job, row) ? new Try.Done(recordedEpoch < job.epoch()) : new Try.Free();
    }
    boolean old = row.epoch() < job.epoch();
    boolean own = claimant.equals(row.owner()) && row.jobKey() == job.key();
    if (row.owner() != null && !old && !own && workers.has(row.owner())) {
      return new Try.Refused(new Claim.Held(row.owner()));
    }
    return takeOver(job, row, retries, claimant);
  }

  /**
   * The engine has made the job anew, or the run was. Written in any case: what was read may be on
   * its way to a full disk, and this comes after it.
   */
  private boolean bind(JournaledJob job, Row row) {
    return jdbc.sql(
                """
                update waggle_journal set epoch = ?, job_key = ?, process_instance_key = ?
                where run_id = ? and path = ? and epoch = ? and job_key = ? and process_instance_key = ?
                """)
            .param(job.epoch())
            .param(job.key())
            .param(job.processInstanceKey())
            .param(job.at().run())
            .param(job.at().path())
            .param(row.epoch())
            .param(row.jobKey())
            .param(row.processInstanceKey())
            .update()
        == 1;
  }

  private Try takeOver(JournaledJob job, Row row, int retries, String claimant) {
    int taken =
        jdbc.sql(
                """
                update waggle_journal
                set owner = ?, fence = fence + 1, retries = ?, in_doubt = true, epoch = ?, job_key = ?,
                  process_instance_key = ?, intended_at = case when in_doubt then intended_at else ? end,
                  postponed_until = null
                where run_id = ? and path = ? and fence = ? and outcome is null
                """)
            .param(claimant)
            .param(retries)
            .param(job.epoch())
            .param(job.key())
            .param(job.processInstanceKey())
            .param(timestamp(clock.instant()))
            .param(job.at().run())
            .param(job.at().path())
            .param(row.fence())
            .update();
    return taken == 1
        ? new Try.Mine(
            new Intent(
                job.at(),
                claimant,
                row.fence() + 1,
                row.inDoubt(),
                row.since(),
                row.effectRun() == null ? job.at().run() : row.effectRun(),
                row.runSaid(),
                null))
        : new Try.Free();
  }

  private Optional<Row> row(JournaledJob job) {
    return jdbc.sql(
            """
            select job.epoch, run.epoch as run_epoch, run.said as run_said, verb, job.agent, job_key,
              process_instance_key, recorded_epoch, owner, fence, in_doubt, intended_at, effect_run
            from waggle_journal job join waggle_run run on run.id = job.run_id
            where job.run_id = ? and job.path = ?
            """)
        .param(job.at().run())
        .param(job.at().path())
        .query((row, number) -> read(row))
        .optional();
  }

  private Row read(ResultSet row) throws SQLException {
    OffsetDateTime since = row.getObject("intended_at", OffsetDateTime.class);
    return new Row(
        row.getInt("epoch"),
        row.getInt("run_epoch"),
        row.getLong("run_said"),
        row.getString("verb"),
        row.getString("agent"),
        row.getLong("job_key"),
        row.getLong("process_instance_key"),
        row.getObject("recorded_epoch", Integer.class),
        row.getString("owner"),
        row.getInt("fence"),
        row.getBoolean("in_doubt"),
        since == null ? clock.instant() : since.toInstant(),
        row.getString("effect_run"));
  }

  /** Whether nobody has taken the job over since, which raises the fence, nor the run. */
  boolean holds(Intent intent) {
    return jdbc.sql(
                "select count(*) from waggle_journal where run_id = ? and path = ? and fence = ? and "
                    + OF_THE_RUN)
            .param(intent.at().run())
            .param(intent.at().path())
            .param(intent.fence())
            .query(Integer.class)
            .single()
        > 0;
  }

  /** Says whether the attempt may have acted, and keeps the job. False if it is lost already. */
  boolean settle(Intent intent, boolean inDoubt) {
    return update(intent, inDoubt, "owner");
  }

  /** Gives a job up; whoever is given it next may take it. Returns false if it is lost already. */
  boolean release(Intent intent, boolean inDoubt) {
    return update(intent, inDoubt, "null");
  }

  /** An attempt that did nothing does not settle what an earlier one left in doubt. */
  private boolean update(Intent intent, boolean inDoubt, String owner) {
    return jdbc.sql(
                """
                update waggle_journal set owner = %s, in_doubt = ?
                where run_id = ? and path = ? and fence = ? and outcome is null and %s
                """
                    .formatted(owner, OF_THE_RUN))
            .param(inDoubt || intent.inDoubt())
            .param(intent.at().run())
            .param(intent.at().path())
            .param(intent.fence())
            .update()
        == 1;
  }

  static OffsetDateTime timestamp(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
