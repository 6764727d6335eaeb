package io.waggle.journal;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.JobType;
import java.time.Clock;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes the outcomes of jobs, each once. */
final class OutcomeTable {
  /** What people say is looked for by turns that begin later. */
  private static final Set<JobType> SAID = Set.of(JobType.STEER, JobType.DECIDE);

  private static final Set<JobType> ENDS =
      Set.of(JobType.SYNTHESIZE, JobType.FIND_DECISIONS, JobType.ANSWER, JobType.CALL);

  private final JdbcClient jdbc;
  private final NewRows rows;
  private final JournalJson json;
  private final Clock clock;

  OutcomeTable(JdbcClient jdbc, NewRows rows, JournalJson json, Clock clock) {
    this.jdbc = jdbc;
    this.rows = rows;
    this.json = json;
    this.clock = clock;
  }

  /**
   * Into the row that the attempt has. Whoever takes a job raises its fence, so the owner need not
   * be looked at; H2 would look through all that it ever had.
   *
   * @return false if the job is another's
   */
  boolean complete(JobRecord record, Intent intent, TransactionTemplate transaction) {
    return together(record, transaction, () -> complete(record, intent));
  }

  /**
   * Into a row of its own, with its intent.
   *
   * @return false if the run takes none
   * @throws org.springframework.dao.DuplicateKeyException if the job has a row
   */
  boolean enter(JobRecord record, UnwrittenIntent begun, TransactionTemplate transaction) {
    return together(record, transaction, () -> rows.outcome(begun, record));
  }

  private boolean together(JobRecord record, TransactionTemplate transaction, BooleanSupplier row) {
    return isMoreThanOneStatement(record)
        ? Boolean.TRUE.equals(
            transaction.execute(
                status -> {
                  boolean written = write(record, row);
                  if (!written) {
                    status.setRollbackOnly();
                  }
                  return written;
                }))
        : write(record, row);
  }

  private boolean write(JobRecord record, BooleanSupplier row) {
    if (UsedUp.isAny(record)) {
      UsedUp.addUp(jdbc, record.job().at().run(), record.usage());
    } else if (isMoreThanOneStatement(record)) {
      lockRun(record.job().at().run());
    }
    boolean written = row.getAsBoolean();
    if (written) {
      tellRun(record);
    }
    return written;
  }

  private boolean complete(JobRecord record, Intent intent) {
    return jdbc.sql(
                """
                update waggle_journal
                set parent = ?, outcome = ?, messages = ?, content = ?, undo_tool = ?,
                  definition = ?, reply = ?,
                  %s, recorded_at = ?, recorded_epoch = epoch, draft = null
                where run_id = ? and path = ? and fence = ? and outcome is null and %s
                """
                    .formatted(UsedUp.ADDED, ClaimTable.OF_THE_RUN))
            .param(record.parent())
            .param(record.outcome())
            .param(json.write(record.messages()))
            .param(JournalTables.sound(record.content()))
            .param(record.job().undoTool())
            .param(record.definition())
            .param(record.reply())
            .params(UsedUp.added(record.usage()))
            .param(ClaimTable.timestamp(clock.instant()))
            .param(intent.at().run())
            .param(intent.at().path())
            .param(intent.fence())
            .update()
        == 1;
  }

  private void tellRun(JobRecord record) {
    if (SAID.contains(record.job().type())) {
      ClaimTable.countSaid(jdbc, record.job().at().run());
    }
    if (endsRun(record.job())) {
      JsonNode variables = json.tree(record.outcome()).path("variables");
      jdbc.sql("update waggle_run set ended_at = ?, outcome = ? where id = ?")
          .param(ClaimTable.timestamp(clock.instant()))
          .param(variables.path("outcome").textValue())
          .param(record.job().at().run())
          .update();
    }
  }

  /** Before the row of the job: who makes the run anew goes in this order. */
  private void lockRun(String run) {
    var unused =
        jdbc.sql("select epoch from waggle_run where id = ? for update")
            .param(run)
            .query(Integer.class)
            .optional();
  }

  private static boolean isMoreThanOneStatement(JobRecord record) {
    return SAID.contains(record.job().type()) || endsRun(record.job()) || UsedUp.isAny(record);
  }

  private static boolean endsRun(JournaledJob job) {
    return job.scope().isEmpty() && ENDS.contains(job.type());
  }
}
