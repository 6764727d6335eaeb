package io.waggle.journal;

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
  private static final String ROW =
      "select job_key, recorded_at, owner, fence, in_doubt, intended_at from waggle_journal";

  private final JdbcClient jdbc;
  private final WorkerRegistry workers;
  private final Clock clock;

  ClaimTable(JdbcClient jdbc, WorkerRegistry workers, Clock clock) {
    this.jdbc = jdbc;
    this.workers = workers;
    this.clock = clock;
  }

  /** A job's row before its outcome is there. */
  private record Row(
      long jobKey,
      boolean recorded,
      @Nullable String owner,
      int fence,
      boolean inDoubt,
      Instant since) {}

  /** The result of a try to take a job; {@link Free} where the row changed under the hand. */
  sealed interface Try {
    record Mine(Intent intent) implements Try {}

    record Done(long jobKey) implements Try {}

    record Theirs(String owner) implements Try {}

    record Free() implements Try {}
  }

  Try take(JournaledJob job, int retries, String claimant) {
    try {
      return begin(job, retries, claimant);
    } catch (DuplicateKeyException begunBefore) {
      return byKey(job)
          .or(() -> bySubject(job))
          .map(row -> takeOver(job, row, retries, claimant))
          .orElseGet(() -> takeAside(job, retries, claimant));
    }
  }

  /** The key is that of another job, which the engine has forgotten: the row gets its negative. */
  private Try takeAside(JournaledJob job, int retries, String claimant) {
    if (!isTaken(job.key())) {
      return new Try.Free();
    }
    if (job.key() < 0) {
      throw new IllegalStateException(
          "The engine has given the key %d to a third job; the journal can tell two apart."
              .formatted(-job.key()));
    }
    return take(job.withKey(-job.key()), retries, claimant);
  }

  private boolean isTaken(long jobKey) {
    return jdbc.sql("select count(*) from waggle_journal where job_key = ?")
            .param(jobKey)
            .query(Integer.class)
            .single()
        > 0;
  }

  private Try begin(JournaledJob job, int retries, String claimant) {
    Instant now = clock.instant();
    UndoableCall undo = job.undo();
    jdbc.sql(
            """
            insert into waggle_journal
              (job_key, process_instance_key, run_key, root_key, agent, verb, undo_tool, undo_turn, undo_call,
               subject, owner, fence, retries, in_doubt, intended_at)
            values (?,?,?,?,?,?,?,?,?,?,?,1,?,true,?)
            """)
        .param(job.key())
        .param(job.processInstanceKey())
        .param(job.runKey())
        .param(job.rootKey())
        .param(job.agent())
        .param(job.type().name())
        .param(undo == null ? null : undo.tool())
        .param(undo == null ? null : Long.valueOf(undo.turnRef()))
        .param(undo == null ? null : undo.callId())
        .param(job.subject())
        .param(claimant)
        .param(retries)
        .param(timestamp(now))
        .update();
    return new Try.Mine(new Intent(job.key(), claimant, 1, false, now));
  }

  private Try takeOver(JournaledJob job, Row row, int retries, String claimant) {
    if (row.recorded()) {
      return new Try.Done(row.jobKey());
    }
    boolean own = claimant.equals(row.owner()) && row.jobKey() == job.key();
    if (row.owner() != null && !own && workers.has(row.owner())) {
      return new Try.Theirs(row.owner());
    }
    int taken =
        jdbc.sql(
                """
                update waggle_journal
                set owner = ?, fence = fence + 1, retries = ?, in_doubt = true,
                  intended_at = case when in_doubt then intended_at else ? end
                where job_key = ? and fence = ? and outcome is null
                """)
            .param(claimant)
            .param(retries)
            .param(timestamp(clock.instant()))
            .param(row.jobKey())
            .param(row.fence())
            .update();
    return taken == 1
        ? new Try.Mine(
            new Intent(row.jobKey(), claimant, row.fence() + 1, row.inDoubt(), row.since()))
        : new Try.Free();
  }

  /** A row of this key that belongs elsewhere is that of a job which the engine has forgotten. */
  private Optional<Row> byKey(JournaledJob job) {
    return jdbc.sql(
            """
            %s where job_key = ? and process_instance_key = ? and verb = ? and (subject is null or subject = ?)
            """
                .formatted(ROW))
        .param(job.key())
        .param(job.processInstanceKey())
        .param(job.type().name())
        .param(job.subject())
        .query((row, number) -> read(row))
        .optional();
  }

  private Optional<Row> bySubject(JournaledJob job) {
    return jdbc.sql("%s where process_instance_key = ? and verb = ? and subject = ?".formatted(ROW))
        .param(job.processInstanceKey())
        .param(job.type().name())
        .param(job.subject())
        .query((row, number) -> read(row))
        .optional();
  }

  private Row read(ResultSet row) throws SQLException {
    OffsetDateTime since = row.getObject("intended_at", OffsetDateTime.class);
    return new Row(
        row.getLong("job_key"),
        row.getObject("recorded_at", OffsetDateTime.class) != null,
        row.getString("owner"),
        row.getInt("fence"),
        row.getBoolean("in_doubt"),
        since == null ? clock.instant() : since.toInstant());
  }

  /** Whether nobody has taken the job over since, which raises the fence. */
  boolean holds(Intent intent) {
    return jdbc.sql("select count(*) from waggle_journal where job_key = ? and fence = ?")
            .param(intent.jobKey())
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
                where job_key = ? and fence = ? and outcome is null
                """
                    .formatted(owner))
            .param(inDoubt || intent.inDoubt())
            .param(intent.jobKey())
            .param(intent.fence())
            .update()
        == 1;
  }

  static OffsetDateTime timestamp(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
