package io.waggle.journal;

import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Usage;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the journal knows of a run and its sub-agents together: who called whom, and what all of
 * them used up. Waits while the database cannot be reached, as the {@link Journal} does.
 */
public class Families {
  private static final String JOB =
      "select %s from waggle_journal job ".formatted(JournalTables.JOB);

  private final JdbcClient jdbc;
  private final DatabasePatience patience;

  Families(JdbcClient jdbc, DatabasePatience patience) {
    this.jdbc = jdbc;
    this.patience = patience;
  }

  /**
   * A task that was handed to a sub-agent, of which the step that did so has not heard yet.
   *
   * @param turn record of the turn that called the sub-agent
   * @return the job that handed it over; empty if there is none, or the step has gone on since
   */
  public Optional<JournaledJob> openHandOver(long turn) {
    return patience.call(
        () ->
            jdbc.sql(
                    JOB
                        + """
                        where parent_ref = ? and verb = ? and outcome is not null
                          and not exists (select 1 from waggle_journal later
                            where later.process_instance_key = job.process_instance_key
                              and later.verb = ? and later.position > job.position)
                        order by position desc limit 1
                        """)
                .param(turn)
                .param(JobType.HAND_OVER.name())
                .param(JobType.THINK.name())
                .query((row, number) -> JournalTables.job(row))
                .optional());
  }

  /**
   * @param processInstanceKey any process instance
   * @return a job in it, which says whose run it is part of; empty if it is part of none
   */
  public Optional<JournaledJob> anyJobIn(long processInstanceKey) {
    return patience.call(
        () ->
            jdbc.sql(JOB + "where process_instance_key = ? order by position limit 1")
                .param(processInstanceKey)
                .query((row, number) -> JournalTables.job(row))
                .optional());
  }

  /**
   * @param runKey process instance of a run
   * @return the job that accepted its task; empty while none has
   */
  public Optional<JournaledJob> acceptedTask(long runKey) {
    return patience.call(
        () ->
            jdbc.sql(
                    JOB
                        + """
                        where run_key = ? and verb = ? and outcome is not null
                        order by position desc limit 1
                        """)
                .param(runKey)
                .param(JobType.ACCEPT.name())
                .query((row, number) -> JournalTables.job(row))
                .optional());
  }

  /**
   * What is recorded as used up so far: LLM calls that are under way are not in it.
   *
   * @param runKey process instance of a run
   * @return the sum over the run and its sub-agents
   */
  public Usage usage(long runKey) {
    return patience.call(
        () ->
            jdbc.sql(
                    """
                    %s select coalesce(sum(llm_calls), 0) as llm_calls,
                      coalesce(sum(tool_calls), 0) as tool_calls,
                      coalesce(sum(input_tokens), 0) as input_tokens,
                      coalesce(sum(output_tokens), 0) as output_tokens
                    from waggle_journal where run_key in (select k from tree)
                    """
                        .formatted(JournalTables.TREE))
                .param(runKey)
                .param(JobType.ACCEPT.name())
                .query((row, number) -> JournalTables.usage(row))
                .single());
  }

  /**
   * @param runKey process instance of a run
   * @return whether what the run did is being undone, on its own account or on that of a run above
   */
  public boolean isBeingUndone(long runKey) {
    return patience.call(
        () ->
            jdbc.sql(
                        """
                        with recursive above(k) as (
                          select cast(? as bigint)
                          union all
                          select accepted.parent_ref from waggle_journal accepted join above on accepted.run_key = above.k
                          where accepted.verb = ? and accepted.parent_ref is not null)
                        select count(*) from waggle_journal
                        where run_key in (select k from above) and verb = ?
                        """)
                    .param(runKey)
                    .param(JobType.ACCEPT.name())
                    .param(JobType.FIND_UNDO.name())
                    .query(Integer.class)
                    .single()
                > 0);
  }
}
