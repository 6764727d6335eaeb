package io.waggle.journal;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Which worker processes share this journal, and what becomes of a dead one's jobs. Heartbeats are
 * counts, never times: the clocks of two machines are not compared.
 */
public class WorkerRegistry {
  /**
   * How long before the last record of a dead worker one may be that the engine was not told of:
   * telling it takes milliseconds, unless the broker is away, and then it hands the job out anew.
   */
  private static final Duration UNTOLD = Duration.ofSeconds(5);

  private static final int MOST_UNTOLD = 500;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final DatabasePatience patience;

  /**
   * @param patience of its own: a heartbeat must not queue behind the jobs
   */
  WorkerRegistry(JdbcClient jdbc, TransactionTemplate transaction, DatabasePatience patience) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.patience = patience;
  }

  /**
   * A worker process and its count of heartbeats.
   *
   * @param process which
   * @param beat one more than a moment ago, if it is alive
   */
  public record Heartbeat(WorkerProcess process, long beat) {}

  /**
   * A job that a dead worker process left: it was at it, or had recorded what it came to and may
   * not have told the engine.
   *
   * @param jobKey which job
   * @param retries what the engine had left for it
   */
  public record Orphan(long jobKey, int retries) {}

  /**
   * Counts one beat; enters the process if it is not in the registry, or not any more because the
   * others took it for dead.
   *
   * @return whether it was entered
   */
  public boolean beat(WorkerProcess process) {
    return patience.call(() -> count(process));
  }

  private boolean count(WorkerProcess process) {
    if (jdbc.sql("update waggle_worker set beat = beat + 1 where id = ?")
            .param(process.id())
            .update()
        == 0) {
      jdbc.sql("insert into waggle_worker (id, host, pid, started, beat) values (?,?,?,?,0)")
          .param(process.id())
          .param(process.host())
          .param(process.pid())
          .param(process.started())
          .update();
      return true;
    }
    return false;
  }

  /**
   * @return every worker process that has not left
   */
  public List<Heartbeat> heartbeats() {
    return patience.call(
        () ->
            jdbc.sql("select id, host, pid, started, beat from waggle_worker")
                .query(
                    (row, number) ->
                        new Heartbeat(
                            new WorkerProcess(
                                row.getString("id"),
                                row.getString("host"),
                                row.getLong("pid"),
                                row.getString("started")),
                            row.getLong("beat")))
                .list());
  }

  /**
   * @param id of a worker process
   * @return whether it is in the registry: it lives, or nobody has noticed its death yet
   */
  boolean has(String id) {
    return jdbc.sql("select count(*) from waggle_worker where id = ?")
            .param(id)
            .query(Integer.class)
            .single()
        > 0;
  }

  /**
   * The process ends in good order; it owns nothing any more. Waits for nothing: if the database is
   * away, the others will find out.
   */
  public void leave(WorkerProcess process) {
    jdbc.sql("delete from waggle_worker where id = ?").param(process.id()).update();
  }

  /**
   * Strikes a dead process off and takes its jobs from it: should it still run, it is fenced off.
   * Whoever is given one of the jobs next may take it.
   *
   * @return its jobs, which have to be handed back to the engine; none if another was faster
   */
  public List<Orphan> bury(WorkerProcess dead) {
    return patience.call(() -> transaction.execute(status -> take(dead)));
  }

  private List<Orphan> take(WorkerProcess dead) {
    List<Orphan> left =
        new ArrayList<>(
            jdbc.sql(
                    "select job_key, retries from waggle_journal where owner = ? and recorded_at is null for update")
                .param(dead.id())
                .query(Orphan.class)
                .list());
    jdbc.sql(
            "update waggle_journal set owner = null, fence = fence + 1 where owner = ? and recorded_at is null")
        .param(dead.id())
        .update();
    if (jdbc.sql("delete from waggle_worker where id = ?").param(dead.id()).update() == 1) {
      left.addAll(recordedLast(dead));
    }
    return left;
  }

  /** By the dead worker's own clock alone. The engine refuses those that it knows of. */
  private List<Orphan> recordedLast(WorkerProcess dead) {
    return jdbc.sql("select max(recorded_at) from waggle_journal where owner = ?")
        .param(dead.id())
        .query((row, number) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
        .single()
        .map(
            last ->
                jdbc.sql(
                        """
                        select job_key, retries from waggle_journal where owner = ? and recorded_at >= ?
                        order by recorded_at desc limit ?
                        """)
                    .param(dead.id())
                    .param(last.minus(UNTOLD))
                    .param(MOST_UNTOLD)
                    .query(Orphan.class)
                    .list())
        .orElse(List.of());
  }
}
