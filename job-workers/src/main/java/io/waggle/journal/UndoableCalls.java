package io.waggle.journal;

import io.waggle.bpmn.JobType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The tool calls of runs that can be undone. Waits while the database cannot be reached, as the
 * {@link Journal} does.
 */
public class UndoableCalls {
  private final JdbcClient jdbc;
  private final DatabasePatience patience;

  UndoableCalls(JdbcClient jdbc, DatabasePatience patience) {
    this.jdbc = jdbc;
    this.patience = patience;
  }

  /**
   * What a run did, or may have done, that can be undone and is not undone yet, sub-agents
   * included. An intent that nobody is at, and that may have acted, is one that was interrupted for
   * good. A call that a person let run again has two jobs, and is undone once.
   *
   * @param run name of the run at the top
   * @param scope of the run
   * @param most how many
   * @return tool calls, the latest first
   */
  public List<JournaledJob> toUndo(String run, String scope, int most) {
    Set<String> settled = new HashSet<>(patience.call(() -> undone(run)));
    return patience.call(() -> done(run, scope)).stream()
        .filter(call -> settled.add(Paths.undo(Paths.callOf(call.at().path()))))
        .limit(most)
        .toList();
  }

  private List<String> undone(String run) {
    return jdbc.sql(
            "select path from waggle_journal where run_id = ? and verb = ? and outcome is not null")
        .param(run)
        .param(JobType.UNDO.name())
        .query(String.class)
        .list();
  }

  private List<JournaledJob> done(String run, String scope) {
    return jdbc.sql(
            """
            select %s from waggle_journal
            where run_id = ? and verb = ? and scope like ? and undo_tool is not null and not copied
              and (outcome is not null or (owner is null and in_doubt))
            order by position desc
            """
                .formatted(JournalTables.JOB))
        .param(run)
        .param(JobType.TOOL.name())
        .param(scope + "%")
        .query((row, number) -> JournalTables.job(row))
        .list();
  }

  /**
   * @param run name of the run at the top
   * @param scope of the run
   * @return how many calls that can be undone are under way, of the run and its sub-agents: their
   *     outcome is not known yet
   */
  public int underWay(String run, String scope) {
    return patience.call(
        () ->
            jdbc.sql(
                    """
                    select count(*) from waggle_journal
                    where run_id = ? and verb = ? and scope like ? and undo_tool is not null
                      and outcome is null and owner is not null
                    """)
                .param(run)
                .param(JobType.TOOL.name())
                .param(scope + "%")
                .query(Integer.class)
                .single());
  }
}
