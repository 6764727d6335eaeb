package io.waggle.journal;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Answers of models while they are written. Waits for nothing: throws what the database throws.
 * Safe for many threads.
 */
public final class DraftTable {
  private final JdbcClient jdbc;

  DraftTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * An answer that is being written.
   *
   * @param path of the job that asked
   * @param text what there is of it; of a long one the end
   */
  public record Draft(String path, String text) {}

  /**
   * @param at a job; nothing is written where it is not the worker's, or has its outcome
   * @param worker id of the process that writes
   * @param text takes the place of what was written before
   */
  public void write(JobAddress at, String worker, String text) {
    int unused =
        jdbc.sql(
                """
                update waggle_journal set draft = ?, draft_fence = fence, draft_writes = draft_writes + 1
                where run_id = ? and path = ? and owner = ? and outcome is null
                """)
            .param(text.replace('\0', '\uFFFD'))
            .param(at.run())
            .param(at.path())
            .param(worker)
            .update();
  }

  /**
   * @param run a run's name
   * @return what is being written in it, its sub-agents included, in the order in which the jobs
   *     began; of workers that are gone nothing
   */
  public List<Draft> of(String run) {
    return jdbc.sql(
            """
            select j.path, j.draft from waggle_worker w
            join waggle_journal j on j.owner = w.id and j.recorded_at is null
            where j.run_id = ? and j.draft is not null and j.draft_fence = j.fence
            order by j.position
            """)
        .param(run)
        .query((row, number) -> new Draft(row.getString(1), row.getString(2)))
        .list();
  }
}
