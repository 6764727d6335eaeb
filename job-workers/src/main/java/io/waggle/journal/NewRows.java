package io.waggle.journal;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.transaction.support.TransactionTemplate;

/** Enters jobs into the journal. The run of another epoch takes none. */
final class NewRows {
  private static final String ROW =
      """
      insert into waggle_journal
        (run_id, epoch, path, scope, verb, agent, job_key, process_instance_key, undo_tool,
         owner, fence, retries, in_doubt, intended_at, said%s)
      select id, epoch, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, true, ?, %s
      from waggle_run where id = ? and epoch = ?
      """;

  private static final String INTENT = ROW.formatted("", "said");

  private static final String KNOWN_INTENT = ROW.formatted("", "cast(? as bigint)");

  /** Intent and outcome at once. */
  static final String OUTCOME =
      ROW.formatted(
          ", parent, outcome, messages, content, definition, reply, recorded_at, recorded_epoch, "
              + UsedUp.COLUMNS,
          "cast(? as bigint), ?, ?, ?, ?, ?, ?, ?, epoch, ?, ?, ?, ?, ?, ?, cast(? as numeric(30, 12)), ?");

  private final JdbcOperations statements;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final JournalJson json;
  private final Clock clock;

  NewRows(
      JdbcOperations statements, TransactionTemplate transaction, JournalJson json, Clock clock) {
    this.statements = statements;
    this.jdbc = JdbcClient.create(statements);
    this.transaction = transaction;
    this.json = json;
    this.clock = clock;
  }

  /**
   * What there is to know before a job is begun.
   *
   * @param epoch of its run
   * @param said the run's count of things said
   * @param spent what the run has used up
   * @param begun whether the job has a row
   */
  record Look(int epoch, long said, Families.Spent spent, boolean begun) {}

  /** Empty if there is no run. */
  Optional<Look> look(JobAddress at) {
    return jdbc.sql(
            """
            select epoch, said, %s,
              exists (select 1 from waggle_journal job where job.run_id = run.id and job.path = ?) as has_row
            from waggle_run run where id = ?
            """
                .formatted(Families.SPENT))
        .param(at.path())
        .param(at.run())
        .query(
            (row, number) ->
                new Look(
                    row.getInt("epoch"),
                    row.getLong("said"),
                    Families.spent(row),
                    row.getBoolean("has_row")))
        .optional();
  }

  /** Whether the job's row is that of the attempt. */
  boolean isOf(UnwrittenIntent begun) {
    return jdbc.sql(
                """
                select count(*) from waggle_journal
                where run_id = ? and path = ? and owner = ? and fence = ? and job_key = ? and outcome is null
                """)
            .param(begun.job().at().run())
            .param(begun.job().at().path())
            .param(begun.intent().owner())
            .param(begun.intent().fence())
            .param(begun.job().key())
            .query(Integer.class)
            .single()
        > 0;
  }

  /**
   * @return what the run's count of things said is; empty if the run takes no intents
   * @throws org.springframework.dao.DuplicateKeyException if the job has a row
   */
  Optional<Long> intent(JournaledJob job, int retries, String claimant, Instant now) {
    GeneratedKeyHolder said = new GeneratedKeyHolder();
    int begun =
        jdbc.sql(INTENT)
            .params(begun(job, job.undoTool(), retries, claimant, now))
            .param(job.at().run())
            .param(job.epoch())
            .update(said, "said");
    return begun == 0
        ? Optional.empty()
        : Optional.of(Objects.requireNonNull(said.getKey()).longValue());
  }

  /**
   * @return whether the run takes intents
   * @throws org.springframework.dao.DuplicateKeyException if the job has a row
   */
  boolean intent(UnwrittenIntent begun) {
    return jdbc.sql(KNOWN_INTENT).params(intended(begun)).update() == 1;
  }

  /**
   * All of them or none, in one transaction.
   *
   * @return whether their runs take intents
   * @throws org.springframework.dao.DuplicateKeyException if one of the jobs has a row
   */
  boolean intents(List<UnwrittenIntent> begun) {
    List<Object[]> values = begun.stream().map(each -> intended(each).toArray()).toList();
    return Boolean.TRUE.equals(
        transaction.execute(
            status -> {
              boolean all = OutcomeWriter.isOneEach(statements.batchUpdate(KNOWN_INTENT, values));
              if (!all) {
                status.setRollbackOnly();
              }
              return all;
            }));
  }

  private static List<@Nullable Object> intended(UnwrittenIntent begun) {
    JournaledJob job = begun.job();
    List<@Nullable Object> values = begun(begun, job.undoTool());
    values.addAll(Arrays.asList(begun.intent().said(), job.at().run(), job.epoch()));
    return values;
  }

  /** Values for {@link #OUTCOME}, in their order. */
  List<@Nullable Object> outcome(UnwrittenIntent begun, JobRecord record) {
    List<@Nullable Object> values = begun(begun, record.job().undoTool());
    values.addAll(
        Arrays.asList(
            begun.intent().said(),
            record.parent(),
            record.outcome(),
            json.write(record.messages()),
            JournalTables.sound(record.content()),
            record.definition(),
            record.reply(),
            ClaimTable.timestamp(clock.instant())));
    values.addAll(UsedUp.values(record.usage()));
    values.add(begun.job().at().run());
    values.add(begun.job().epoch());
    return values;
  }

  private static List<@Nullable Object> begun(UnwrittenIntent begun, @Nullable String undoTool) {
    Intent intent = begun.intent();
    return begun(begun.job(), undoTool, begun.retries(), intent.owner(), intent.since());
  }

  private static List<@Nullable Object> begun(
      JournaledJob job, @Nullable String undoTool, int retries, String claimant, Instant since) {
    return new ArrayList<>(
        Arrays.asList(
            job.at().path(),
            job.scope(),
            job.type().name(),
            job.agent(),
            job.key(),
            job.processInstanceKey(),
            undoTool,
            claimant,
            retries,
            ClaimTable.timestamp(since)));
  }
}
