package io.waggle.journal;

import io.waggle.bpmn.Cut;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Preview;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The statements on the journal's records. */
final class JournalTables {
  static final String JOB =
      "run_id, path, scope, verb, agent, epoch, job_key, process_instance_key, undo_tool";

  private static final String COLUMNS =
      JOB + ", parent, outcome, messages, content, definition, reply, " + UsedUp.COLUMNS;

  /** Characters of a task in the list of runs. */
  private static final int TASK = 500;

  private final JdbcOperations statements;
  private final TransactionTemplate transaction;
  private final JdbcClient jdbc;
  private final NewRows rows;
  private final ClaimTable claims;
  private final JournalJson json;
  private final Clock clock;

  JournalTables(
      JdbcOperations statements,
      TransactionTemplate transaction,
      WorkerRegistry workers,
      JournalJson json,
      Clock clock) {
    this.statements = statements;
    this.transaction = transaction;
    this.jdbc = JdbcClient.create(statements);
    this.rows = new NewRows(statements, transaction, json, clock);
    this.claims = new ClaimTable(jdbc, rows, workers, clock);
    this.json = json;
    this.clock = clock;
  }

  ClaimTable claims() {
    return claims;
  }

  UnwrittenIntents unwritten(DatabasePatience patience, Duration delay) {
    return new UnwrittenIntents(rows, patience, clock, delay);
  }

  OutcomeTable outcomes(DatabasePatience patience) {
    return new OutcomeTable(statements, transaction, rows, json, clock, patience);
  }

  KeptAnswers answers(UnwrittenIntents unwritten, DatabasePatience patience) {
    return new KeptAnswers(jdbc, json, unwritten, transaction, patience);
  }

  JournalJson json() {
    return json;
  }

  int postpone(Intent intent, String why, Instant until) {
    return jdbc.sql(
            """
            update waggle_journal set postponed_until = ?, postponed_why = ?
            where run_id = ? and path = ? and fence = ? and outcome is null
            """)
        .param(ClaimTable.timestamp(until))
        .param(sound(Preview.of(why)))
        .param(intent.at().run())
        .param(intent.at().path())
        .param(intent.fence())
        .update();
  }

  /** Of a task, as the list of runs has it. */
  static String beginning(String task) {
    return sound(Cut.sound(Preview.of(task, TASK)));
  }

  /** PostgreSQL keeps no NUL in a text. */
  static String sound(String content) {
    return content.replace('\0', '\uFFFD');
  }

  /**
   * Notes something of a run that no job has to itself.
   *
   * @return false if it is noted already
   */
  boolean note(JournaledJob job, String outcome) {
    return jdbc.sql(
                """
            insert into waggle_journal
              (run_id, path, scope, verb, agent, epoch, job_key, process_instance_key, fence, said,
               outcome, messages, content, intended_at, recorded_at, recorded_epoch)
            select id, ?, ?, ?, ?, epoch, ?, ?, 1, said, ?, '[]', '', ?, ?, epoch
            from waggle_run where id = ? and epoch = ?
              and not exists (select 1 from waggle_journal noted where noted.run_id = ? and noted.path = ?)
            """)
            .param(job.at().path())
            .param(job.scope())
            .param(job.type().name())
            .param(job.agent())
            .param(job.key())
            .param(job.processInstanceKey())
            .param(outcome)
            .param(ClaimTable.timestamp(clock.instant()))
            .param(ClaimTable.timestamp(clock.instant()))
            .param(job.at().run())
            .param(job.epoch())
            .param(job.at().run())
            .param(job.at().path())
            .update()
        == 1;
  }

  /**
   * Writes a row as it is. What others have recorded may be on its way to a full disk when it is
   * read, and this comes after it.
   */
  int affirm(JobAddress at) {
    return jdbc.sql("update waggle_journal set epoch = epoch where run_id = ? and path = ?")
        .param(at.run())
        .param(at.path())
        .update();
  }

  Optional<JobRecord> find(JobAddress at) {
    return jdbc.sql(
            "select %s from waggle_journal where run_id = ? and path = ? and outcome is not null"
                .formatted(COLUMNS))
        .param(at.run())
        .param(at.path())
        .query((row, number) -> read(row))
        .optional();
  }

  /** All records that may belong to the conversation that ends with one. */
  List<JobRecord> around(JobAddress last) {
    return jdbc.sql(
            """
            select %s from waggle_journal job
            where run_id = ? and outcome is not null and path like ?
              and verb = (select verb from waggle_journal where run_id = ? and path = ?)
              and scope = (select scope from waggle_journal where run_id = ? and path = ?)
            """
                .formatted(COLUMNS))
        .param(last.run())
        .param(last.path().substring(0, last.path().lastIndexOf('/') + 1) + "%")
        .param(last.run())
        .param(last.path())
        .param(last.run())
        .param(last.path())
        .query((row, number) -> read(row))
        .list();
  }

  /**
   * By the keys of the jobs: the engine counts them up as it makes jobs, while workers begin
   * several at once, in any order. Those of one run are of one partition, and an engine of a later
   * epoch counts anew. What one job did inline has its key, one after the other.
   */
  List<JournalText> texts(
      String run, String scopes, JobType kind, boolean alsoCopied, Instant horizon) {
    return jdbc.sql(
            """
            select path, content from waggle_journal
            where run_id = ? and verb = ? and scope like ? and content <> '' and copied in (false, ?)
              and recorded_at <= ?
            order by epoch, job_key, position
            """)
        .param(run)
        .param(kind.name())
        .param(scopes)
        .param(alsoCopied)
        .param(ClaimTable.timestamp(horizon))
        .query((row, number) -> new JournalText(row.getString("path"), row.getString("content")))
        .list();
  }

  boolean isUnderWay(String run, String scope, JobType kind) {
    return jdbc.sql(
                """
                select count(*) from waggle_journal
                where run_id = ? and verb = ? and scope = ? and outcome is null and owner is not null
                """)
            .param(run)
            .param(kind.name())
            .param(scope)
            .query(Integer.class)
            .single()
        > 0;
  }

  Optional<JournaledJob> job(JobAddress at) {
    return jdbc.sql("select %s from waggle_journal where run_id = ? and path = ?".formatted(JOB))
        .param(at.run())
        .param(at.path())
        .query((row, number) -> job(row))
        .optional();
  }

  private JobRecord read(ResultSet row) throws SQLException {
    return new JobRecord(
        job(row),
        row.getString("parent"),
        row.getString("outcome"),
        json.read(row.getString("messages")),
        row.getString("content"),
        UsedUp.usage(row),
        row.getString("definition"),
        row.getString("reply"));
  }

  static JournaledJob job(ResultSet row) throws SQLException {
    return new JournaledJob(
        new JobAddress(row.getString("run_id"), row.getString("path")),
        row.getString("scope"),
        row.getInt("epoch"),
        row.getString("agent"),
        JobType.valueOf(row.getString("verb")),
        row.getLong("job_key"),
        row.getLong("process_instance_key"),
        row.getString("undo_tool"));
  }
}
