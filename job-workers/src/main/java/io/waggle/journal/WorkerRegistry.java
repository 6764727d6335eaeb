package io.waggle.journal;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /** A job of the run as this engine has it: the keys of others are those of other jobs to it. */
  private static final String KNOWN =
      "exists (select 1 from waggle_run run where run.id = job.run_id and run.epoch = job.epoch and run.engine = ?)";

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
   * A job that a dead worker process left: it was at it, or had recorded its outcome and may not
   * have told the engine.
   *
   * @param jobKey which job
   * @param retries what the engine had left for it
   */
  public record Orphan(long jobKey, int retries) {}

  /**
   * Counts one beat; enters the process if it is not in the registry, or not any more because the
   * others took it for dead.
   *
   * @param engine mark of the engine whose jobs the process takes
   * @return whether it was entered
   */
  public boolean beat(WorkerProcess process, String engine) {
    return patience.call(() -> count(process, engine));
  }

  private boolean count(WorkerProcess process, String engine) {
    if (jdbc.sql("update waggle_worker set beat = beat + 1, engine = ? where id = ?")
            .param(engine)
            .param(process.id())
            .update()
        == 0) {
      jdbc.sql(
              "insert into waggle_worker (id, host, pid, started, engine, beat) values (?,?,?,?,?,0)")
          .param(process.id())
          .param(process.host())
          .param(process.pid())
          .param(process.started())
          .param(engine)
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
   * The process ends in good order; it owns nothing any more. Waits for a moment only: if the
   * database is away, the others will find out.
   *
   * @throws JournalAwayException if it is
   */
  public void leave(WorkerProcess process) {
    int unused =
        patience.briefly(
            () -> jdbc.sql("delete from waggle_worker where id = ?").param(process.id()).update());
  }

  /**
   * Strikes a dead process off and takes its jobs from it: should it still run, it is fenced off.
   * Whoever is given one of the jobs next may take it.
   *
   * @param engine mark of the engine that can be told
   * @return those of its jobs that have to be handed back to this engine; none if another was
   *     faster
   */
  public List<Orphan> bury(WorkerProcess dead, String engine) {
    return patience.call(() -> transaction.execute(status -> take(dead, engine)));
  }

  /** One job of the engine may have several rows: what it did inline, one after the other. */
  private List<Orphan> take(WorkerProcess dead, String engine) {
    Map<Long, Orphan> left = new LinkedHashMap<>();
    jdbc.sql(
            "select job_key, retries from waggle_journal job where owner = ? and recorded_at is null and %s for update"
                .formatted(KNOWN))
        .param(dead.id())
        .param(engine)
        .query(Orphan.class)
        .list()
        .forEach(orphan -> left.putIfAbsent(orphan.jobKey(), orphan));
    jdbc.sql(
            "update waggle_journal set owner = null, fence = fence + 1 where owner = ? and recorded_at is null")
        .param(dead.id())
        .update();
    if (jdbc.sql("delete from waggle_worker where id = ?").param(dead.id()).update() == 1) {
      recordedLast(dead, engine).forEach(orphan -> left.putIfAbsent(orphan.jobKey(), orphan));
    }
    return List.copyOf(left.values());
  }

  /**
   * By the dead worker's own clock alone. The engine refuses those that it knows of. What a job has
   * recorded gives it back its retries, so the most that it had are those that it has.
   */
  private List<Orphan> recordedLast(WorkerProcess dead, String engine) {
    return jdbc.sql("select max(recorded_at) from waggle_journal where owner = ?")
        .param(dead.id())
        .query((row, number) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
        .single()
        .map(
            last ->
                jdbc.sql(
                        """
                        select job_key, max(retries) as retries from waggle_journal job
                        where owner = ? and recorded_at >= ? and %s
                        group by job_key order by max(recorded_at) desc limit ?
                        """
                            .formatted(KNOWN))
                    .param(dead.id())
                    .param(last.minus(UNTOLD))
                    .param(engine)
                    .param(MOST_UNTOLD)
                    .query(Orphan.class)
                    .list())
        .orElse(List.of());
  }
}
