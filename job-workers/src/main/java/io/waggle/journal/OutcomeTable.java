package io.waggle.journal;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.JobType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes the outcomes of jobs, each once; waits while the database is away. */
final class OutcomeTable implements AutoCloseable {
  /** What people say is looked for by turns that begin later. */
  private static final Set<JobType> SAID = Set.of(JobType.STEER, JobType.DECIDE);

  private static final Set<JobType> ENDS =
      Set.of(JobType.SYNTHESIZE, JobType.FIND_DECISIONS, JobType.ANSWER, JobType.CALL);

  private static final String COMPLETE =
      """
      update waggle_journal
      set parent = ?, outcome = ?, messages = ?, content = ?, undo_tool = ?, definition = ?, reply = ?,
        %s, recorded_at = ?, recorded_epoch = epoch, draft = null
      where run_id = ? and path = ? and fence = ? and outcome is null and %s
      """
          .formatted(UsedUp.ADDED, ClaimTable.OF_THE_RUN);

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final NewRows rows;
  private final JournalJson json;
  private final Clock clock;
  private final DatabasePatience patience;
  private final OutcomeWriter writer;

  OutcomeTable(
      JdbcOperations jdbc,
      TransactionTemplate transaction,
      NewRows rows,
      JournalJson json,
      Clock clock,
      DatabasePatience patience) {
    this.jdbc = JdbcClient.create(jdbc);
    this.transaction = transaction;
    this.rows = rows;
    this.json = json;
    this.clock = clock;
    this.patience = patience;
    this.writer = new OutcomeWriter(jdbc, transaction, this::isWrittenAlone);
  }

  /**
   * Into the row that the attempt has. Whoever takes a job raises its fence, so the owner need not
   * be looked at; H2 would look through all that it ever had.
   *
   * @return false if the job is another's
   */
  boolean complete(JobRecord record, Intent intent) {
    List<@Nullable Object> values =
        new ArrayList<>(
            Arrays.asList(
                record.parent(),
                record.outcome(),
                json.write(record.messages()),
                JournalTables.sound(record.content()),
                record.job().undoTool(),
                record.definition(),
                record.reply()));
    values.addAll(UsedUp.added(record.usage()));
    values.add(ClaimTable.timestamp(clock.instant()));
    values.addAll(List.of(intent.at().run(), intent.at().path(), intent.fence()));
    return write(record, COMPLETE, values);
  }

  /**
   * Into a row of its own, with its intent.
   *
   * @return false if the run takes none
   * @throws org.springframework.dao.DuplicateKeyException if the job has a row
   */
  boolean enter(JobRecord record, UnwrittenIntent begun) {
    return write(record, NewRows.OUTCOME, rows.outcome(begun, record));
  }

  private boolean write(JobRecord record, String sql, List<@Nullable Object> values) {
    String run = record.job().at().run();
    OutcomeWriter.Outcome outcome = new OutcomeWriter.Outcome(run, record.usage(), sql, values);
    return changesRun(record)
        ? patience.call(() -> together(() -> isRunTold(record, outcome)))
        : patience.await(() -> writer.write(outcome));
  }

  private boolean together(BooleanSupplier statements) {
    return Boolean.TRUE.equals(
        transaction.execute(
            status -> {
              boolean written = statements.getAsBoolean();
              if (!written) {
                status.setRollbackOnly();
              }
              return written;
            }));
  }

  private boolean isWrittenAlone(OutcomeWriter.Outcome outcome) {
    return outcome.isUsage() ? together(() -> isAddedUp(outcome)) : isTaken(outcome);
  }

  private boolean isAddedUp(OutcomeWriter.Outcome outcome) {
    UsedUp.addUp(jdbc, outcome.run(), outcome.usage());
    return isTaken(outcome);
  }

  private boolean isTaken(OutcomeWriter.Outcome outcome) {
    return jdbc.sql(outcome.sql()).params(outcome.values()).update() == 1;
  }

  private boolean isRunTold(JobRecord record, OutcomeWriter.Outcome outcome) {
    boolean taken = isAddedUp(outcome);
    if (taken) {
      tellRun(record);
    }
    return taken;
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

  private static boolean changesRun(JobRecord record) {
    return SAID.contains(record.job().type()) || endsRun(record.job());
  }

  private static boolean endsRun(JournaledJob job) {
    return job.scope().isEmpty() && ENDS.contains(job.type());
  }

  @Override
  public void close() {
    writer.close();
  }
}
