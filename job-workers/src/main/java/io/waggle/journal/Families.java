package io.waggle.journal;

import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Usage;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the journal knows of a run and its sub-agents together: who called whom, and what all of
 * them used up. Waits while the database cannot be reached, as the {@link Journal} does.
 */
public class Families {
  private static final Instant FAR = Instant.parse("9999-01-01T00:00:00Z");

  /** Of rows together; null where it is not known. */
  private static final String COST =
      "case when count(cost) < count(*) or min(currency) <> max(currency) then null else coalesce(sum(cost), 0) end";

  /** Of a run at the top. */
  static final String SPENT = "tokens, tool_calls, cost, created_at as begun";

  private static final String JOB =
      "select %s from waggle_journal job ".formatted(JournalTables.JOB);

  private final JdbcClient jdbc;
  private final DatabasePatience patience;
  private final @Nullable Instant horizon;

  Families(JdbcClient jdbc, DatabasePatience patience) {
    this(jdbc, patience, null);
  }

  private Families(JdbcClient jdbc, DatabasePatience patience, @Nullable Instant horizon) {
    this.jdbc = jdbc;
    this.patience = patience;
    this.horizon = horizon;
  }

  /**
   * What was known at an earlier moment: what {@link #spent} returns was recorded before it.
   *
   * @param moment at which it was asked
   */
  public Families asOf(Instant moment) {
    return new Families(jdbc, patience, moment);
  }

  /**
   * A task that was handed to a sub-agent, of which the step that did so has not heard yet.
   *
   * @param call the tool call that handed it over
   * @return the job that did; empty if there is none, or the step has gone on since
   */
  public Optional<JournaledJob> openHandOver(JobAddress call) {
    return patience.call(
        () ->
            jdbc.sql(
                    JOB
                        + """
                        where run_id = ? and path = ? and verb = ? and outcome is not null
                          and not exists (select 1 from waggle_journal later
                            where later.run_id = job.run_id and later.path = ?
                              and later.epoch >= job.epoch)
                        """)
                .param(call.run())
                .param(Paths.handOver(call.path()))
                .param(JobType.HAND_OVER.name())
                .param(Paths.next(Paths.turnOf(call.path())))
                .query((row, number) -> JournalTables.job(row))
                .optional());
  }

  /**
   * @param run name of a run at the top
   * @param processInstances a process instance of the run, and those that called each other down to
   *     it
   * @return the job in one of them that handed a task over last
   */
  public Optional<JournaledJob> lastHandOver(String run, Collection<Long> processInstances) {
    List<JournaledJob> handOvers =
        patience.call(
            () ->
                jdbc.sql(
                        JOB
                            + """
                            where run_id = ? and verb = ? and outcome is not null
                              and epoch = (select run.epoch from waggle_run run where run.id = job.run_id)
                            order by position desc
                            """)
                    .param(run)
                    .param(JobType.HAND_OVER.name())
                    .query((row, number) -> JournalTables.job(row))
                    .list());
    return handOvers.stream()
        .filter(job -> processInstances.contains(job.processInstanceKey()))
        .findFirst();
  }

  /**
   * What is recorded as used up so far: LLM calls that are under way are not in it.
   *
   * @param run name of the run at the top
   * @param scope of a run
   * @return the sum over the run and its sub-agents
   */
  public Usage usage(String run, String scope) {
    return patience.call(
        () ->
            jdbc.sql(
                    """
                    select coalesce(sum(llm_calls), 0) as llm_calls,
                      coalesce(sum(tool_calls), 0) as tool_calls,
                      coalesce(sum(input_tokens), 0) as input_tokens,
                      coalesce(sum(output_tokens), 0) as output_tokens,
                      coalesce(sum(cached_input_tokens), 0) as cached_input_tokens,
                      coalesce(sum(reasoning_tokens), 0) as reasoning_tokens,
                      %s as cost,
                      max(currency) as currency
                    from waggle_journal where run_id = ? and scope like ?
                    """
                        .formatted(COST))
                .param(run)
                .param(scope + "%")
                .query((row, number) -> UsedUp.usage(row))
                .single());
  }

  /**
   * What is recorded as used up so far, for the limits of a run; one read by a primary key for the
   * run at the top.
   *
   * @param run name of the run at the top
   * @param scope of a run
   */
  public Spent spent(String run, String scope) {
    return scope.isEmpty() && horizon == null ? spentAtTheTop(run) : spentBelow(run, scope);
  }

  /**
   * As {@link #spent(String, String)}, for an attempt at a job: what was read when it was taken is
   * not read again.
   *
   * @param known of the run at the top; null if it was not read
   */
  public Spent spent(String run, String scope, @Nullable Spent known) {
    return known == null || !scope.isEmpty() || horizon != null ? spent(run, scope) : known;
  }

  private Spent spentAtTheTop(String run) {
    return patience.call(
        () ->
            jdbc.sql("select " + SPENT + " from waggle_run where id = ?")
                .param(run)
                .query((row, number) -> spent(row))
                .single());
  }

  /** A fork begins anew, also with what it copied. */
  private Spent spentBelow(String run, String scope) {
    return patience.call(
        () ->
            jdbc.sql(
                    """
                    select coalesce(sum(input_tokens) + sum(output_tokens), 0) as tokens,
                      coalesce(sum(tool_calls), 0) as tool_calls,
                      %s as cost,
                      coalesce(max(case when path = ? and copied = false then intended_at end),
                        (select created_at from waggle_run where id = ?)) as begun
                    from waggle_journal where run_id = ? and scope like ? and coalesce(recorded_at, intended_at) < ?
                    """
                        .formatted(COST))
                .param(Paths.accept(scope))
                .param(run)
                .param(run)
                .param(scope + "%")
                .param(ClaimTable.timestamp(horizon == null ? FAR : horizon))
                .query((row, number) -> spent(row))
                .single());
  }

  static Spent spent(ResultSet row) throws SQLException {
    return new Spent(
        row.getLong("tokens"),
        row.getLong("tool_calls"),
        row.getBigDecimal("cost"),
        row.getObject("begun", OffsetDateTime.class).toInstant());
  }

  /**
   * What a run and those below it have used up.
   *
   * @param tokens sent and written
   * @param toolCalls that models asked for
   * @param cost null if it is not known
   * @param begun when the run was accepted
   */
  public record Spent(long tokens, long toolCalls, @Nullable BigDecimal cost, Instant begun) {}

  /**
   * @param run name of the run at the top
   * @param scope of a run
   * @return how many calls of sub-agents were made in the run and below it
   */
  public int subAgents(String run, String scope) {
    return patience.call(
        () ->
            jdbc.sql(
                    "select count(*) from waggle_journal where run_id = ? and verb = ? and scope like ? and copied = false")
                .param(run)
                .param(JobType.HAND_OVER.name())
                .param(scope + "%")
                .query(Integer.class)
                .single());
  }

  /**
   * @param run name of the run at the top
   * @param scope of a run
   * @return whether the run is to end, on its own account or on that of a run above, so that what
   *     it did may be being undone
   */
  public boolean isBeingUndone(String run, String scope) {
    List<String> paths = Paths.lineage(scope).stream().map(Paths::cancel).toList();
    return patience.call(
        () ->
            jdbc.sql("select count(*) from waggle_journal where run_id = :run and path in (:paths)")
                    .param("run", run)
                    .param("paths", paths)
                    .query(Integer.class)
                    .single()
                > 0);
  }

  /**
   * @param run name of the run at the top
   * @param scope of a run
   * @return how many calls of the run and its sub-agents were undone
   */
  public int undone(String run, String scope) {
    return patience.call(
        () ->
            jdbc.sql(
                    "select count(*) from waggle_journal where run_id = ? and verb = ? and scope like ? and outcome is not null")
                .param(run)
                .param(JobType.UNDO.name())
                .param(scope + "%")
                .query(Integer.class)
                .single());
  }
}
