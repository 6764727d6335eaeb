package io.waggle.journal;

import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Usage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements on the journal's records; each is one transaction. */
final class JournalTables {
  static final String JOB =
      "job_key, process_instance_key, run_key, root_key, agent, verb, undo_tool, undo_turn, undo_call, subject";
  private static final String COLUMNS =
      JOB
          + ", parent_ref, outcome, messages, content, llm_calls, tool_calls, input_tokens, output_tokens";

  /** A run and those of its sub-agents: the parent of an accepted task's record is the caller. */
  static final String TREE =
      """
      with recursive tree(k) as (
        select cast(? as bigint)
        union all
        select sub.run_key from waggle_journal sub join tree on sub.parent_ref = tree.k where sub.verb = ?)
      """;

  private final JdbcClient jdbc;
  private final ClaimTable claims;
  private final JournalJson json;
  private final Clock clock;

  JournalTables(JdbcClient jdbc, WorkerRegistry workers, JournalJson json, Clock clock) {
    this.jdbc = jdbc;
    this.claims = new ClaimTable(jdbc, workers, clock);
    this.json = json;
    this.clock = clock;
  }

  ClaimTable claims() {
    return claims;
  }

  JournalJson json() {
    return json;
  }

  /**
   * Returns whether the job was still the intent's owner's to record. Whoever takes a job raises
   * its fence, so the owner need not be looked at; H2 would look through all that it ever had.
   */
  boolean write(JobRecord record, Intent intent) {
    return jdbc.sql(
                """
                update waggle_journal
                set parent_ref = ?, outcome = ?, messages = ?, content = ?, undo_tool = ?, subject = ?,
                  llm_calls = ?, tool_calls = ?, input_tokens = ?, output_tokens = ?, recorded_at = ?
                where job_key = ? and fence = ? and outcome is null
                """)
            .param(record.parentRef())
            .param(record.outcome())
            .param(json.write(record.messages()))
            .param(record.content().replace('\0', '\uFFFD')) // PostgreSQL keeps no NUL in a text
            .param(record.job().undo() == null ? null : record.job().undo().tool())
            .param(record.job().subject())
            .param(record.usage().llmCalls())
            .param(record.usage().toolCalls())
            .param(record.usage().inputTokens())
            .param(record.usage().outputTokens())
            .param(ClaimTable.timestamp(clock.instant()))
            .param(intent.jobKey())
            .param(intent.fence())
            .update()
        == 1;
  }

  Optional<JobRecord> find(long jobKey) {
    return jdbc.sql(
            "select %s from waggle_journal where job_key = ? and outcome is not null"
                .formatted(COLUMNS))
        .param(jobKey)
        .query((row, number) -> read(row))
        .optional();
  }

  /** All records that may belong to the conversation that ends with one. */
  List<JobRecord> around(long last) {
    return jdbc.sql(
            """
            select %s from waggle_journal
            where process_instance_key = (select process_instance_key from waggle_journal where job_key = ?)
              and verb = (select verb from waggle_journal where job_key = ?) and outcome is not null
            """
                .formatted(COLUMNS))
        .param(last)
        .param(last)
        .query((row, number) -> read(row))
        .list();
  }

  List<JournalText> texts(long runKey, JobType kind) {
    return texts("run_key", runKey, kind);
  }

  List<JournalText> allTexts(long rootKey, JobType kind) {
    return texts("root_key", rootKey, kind);
  }

  /**
   * By their keys: the engine counts them up as it makes jobs, while workers begin several at once,
   * in any order. Those of one family of runs are of one partition.
   */
  private List<JournalText> texts(String column, long key, JobType kind) {
    return jdbc.sql(
            """
            select job_key, content from waggle_journal
            where %s = ? and verb = ? and content <> '' order by abs(job_key)
            """
                .formatted(column))
        .param(key)
        .param(kind.name())
        .query((row, number) -> new JournalText(row.getString("job_key"), row.getString("content")))
        .list();
  }

  /**
   * An intent that nobody is at, and that may have acted, is one that was interrupted for good. A
   * call that a person let run again has two jobs, and is undone once.
   */
  List<JournaledJob> toUndo(long runKey, int most) {
    return jdbc.sql(
            """
            %s select %s from waggle_journal done
            where run_key in (select k from tree) and undo_tool is not null
              and (outcome is not null or (owner is null and in_doubt))
              and not exists (select 1 from waggle_journal again
                where again.undo_turn = done.undo_turn and again.undo_call = done.undo_call
                  and again.undo_tool is not null and again.position > done.position)
              and not exists (select 1 from waggle_journal undo join waggle_journal undone on undo.parent_ref = undone.job_key
                where undone.undo_turn = done.undo_turn and undone.undo_call = done.undo_call
                  and undo.verb = ? and undo.outcome is not null)
            order by position desc limit ?
            """
                .formatted(TREE, JOB))
        .param(runKey)
        .param(JobType.ACCEPT.name())
        .param(JobType.UNDO.name())
        .param(most)
        .query((row, number) -> job(row))
        .list();
  }

  int underWay(long runKey) {
    return jdbc.sql(
            """
            %s select count(*) from waggle_journal
            where run_key in (select k from tree) and undo_tool is not null
              and outcome is null and owner is not null
            """
                .formatted(TREE))
        .param(runKey)
        .param(JobType.ACCEPT.name())
        .query(Integer.class)
        .single();
  }

  boolean isUnderWay(long runKey, JobType kind) {
    return jdbc.sql(
                """
                select count(*) from waggle_journal
                where run_key = ? and verb = ? and outcome is null and owner is not null
                """)
            .param(runKey)
            .param(kind.name())
            .query(Integer.class)
            .single()
        > 0;
  }

  Optional<JournaledJob> job(long jobKey) {
    return jdbc.sql("select %s from waggle_journal where job_key = ?".formatted(JOB))
        .param(jobKey)
        .query((row, number) -> job(row))
        .optional();
  }

  List<Long> quietRuns(Instant since, long after, int most) {
    return jdbc.sql(
            """
            select root_key from waggle_journal where root_key > ? group by root_key
            having max(coalesce(recorded_at, intended_at)) < ? order by root_key limit ?
            """)
        .param(after)
        .param(ClaimTable.timestamp(since))
        .param(most)
        .query(Long.class)
        .list();
  }

  int purge(long rootKey) {
    return jdbc.sql("delete from waggle_journal where root_key = ?").param(rootKey).update();
  }

  private JobRecord read(ResultSet row) throws SQLException {
    return new JobRecord(
        job(row),
        row.getObject("parent_ref", Long.class),
        row.getString("outcome"),
        json.read(row.getString("messages")),
        row.getString("content"),
        usage(row));
  }

  static Usage usage(ResultSet row) throws SQLException {
    return new Usage(
        row.getLong("llm_calls"),
        row.getLong("tool_calls"),
        row.getLong("input_tokens"),
        row.getLong("output_tokens"));
  }

  static JournaledJob job(ResultSet row) throws SQLException {
    String undoTool = row.getString("undo_tool");
    return new JournaledJob(
        row.getLong("job_key"),
        row.getLong("process_instance_key"),
        row.getLong("run_key"),
        row.getLong("root_key"),
        row.getString("agent"),
        JobType.valueOf(row.getString("verb")),
        undoTool == null
            ? null
            : new UndoableCall(undoTool, row.getString("undo_turn"), row.getString("undo_call")),
        row.getString("subject"));
  }
}
