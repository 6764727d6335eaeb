package io.waggle.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The runs at the top by their names: which process instance of which engine each one is. Waits
 * while the database cannot be reached, as the {@link Journal} does.
 */
public class RunRegistry {
  private static final String RUN =
      "select id, agent, request, epoch, engine, instance_key, ended_at from waggle_run run ";

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final DatabasePatience patience;
  private final Clock clock;

  RunRegistry(
      JdbcClient jdbc, TransactionTemplate transaction, DatabasePatience patience, Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.patience = patience;
    this.clock = clock;
  }

  /**
   * @param id a run's name
   * @return the run; empty if there never was one
   */
  public Optional<NamedRun> find(String id) {
    return one("where id = ?", id);
  }

  /**
   * @return the run that a process instance is; empty if it is none
   */
  public Optional<NamedRun> of(String engine, long instance) {
    return one("where engine = ? and instance_key = ?", engine, instance);
  }

  private Optional<NamedRun> one(String condition, Object... values) {
    return patience.call(
        () ->
            jdbc.sql(RUN + condition).params(values).query((row, number) -> read(row)).optional());
  }

  private static NamedRun read(ResultSet row) throws SQLException {
    return new NamedRun(
        row.getString("id"),
        row.getString("agent"),
        row.getString("request"),
        row.getInt("epoch"),
        row.getString("engine"),
        row.getLong("instance_key"),
        row.getObject("ended_at", OffsetDateTime.class) != null);
  }

  /**
   * @param run as it is known
   * @return process instance that it is, or in which it is where it is a single job; for the latter
   *     empty if nobody has begun it
   */
  public Optional<Long> processInstance(NamedRun run) {
    return run.isLone()
        ? patience.call(
            () ->
                jdbc.sql(
                        "select process_instance_key from waggle_journal where run_id = ? and path = ?")
                    .param(run.id())
                    .param(Paths.answer(""))
                    .query(Long.class)
                    .optional())
        : Optional.of(run.instance());
  }

  /**
   * Enters a run that begins.
   *
   * @param task what it is asked, for those who look for it; its beginning is kept
   * @return false if there is one of this name already
   */
  public boolean enter(NamedRun run, String task) {
    return patience.call(
        () -> {
          try {
            return jdbc.sql(
                        """
                        insert into waggle_run (id, agent, request, task, epoch, engine, instance_key, created_at)
                        values (?,?,?,?,?,?,?,?)
                        """)
                    .param(run.id())
                    .param(run.agent())
                    .param(run.request())
                    .param(JournalTables.beginning(task))
                    .param(run.epoch())
                    .param(run.engine())
                    .param(run.instance())
                    .param(ClaimTable.timestamp(clock.instant()))
                    .update()
                == 1;
          } catch (DuplicateKeyException taken) {
            return false;
          }
        });
  }

  /**
   * Notes what a run is asked that nobody has worked on yet: its start variables were corrected.
   */
  public void correct(NamedRun run, String agent, String request, String task) {
    int unused =
        patience.call(
            () ->
                jdbc.sql(
                        "update waggle_run set agent = ?, request = ?, task = ? where id = ? and epoch = ?")
                    .param(agent)
                    .param(request)
                    .param(JournalTables.beginning(task))
                    .param(run.id())
                    .param(run.epoch())
                    .update());
  }

  /**
   * Makes another process instance the run, in a new epoch: the one before takes no job any more,
   * and what it was at is free, or in doubt.
   *
   * @param before the run as it is known
   * @return the run as it is now; empty if it has changed meanwhile
   */
  public Optional<NamedRun> adopt(NamedRun before, String engine, long instance) {
    NamedRun now =
        new NamedRun(
            before.id(),
            before.agent(),
            before.request(),
            before.epoch() + 1,
            engine,
            instance,
            before.ended());
    return Boolean.TRUE.equals(
            patience.call(() -> transaction.execute(status -> moved(before, now))))
        ? Optional.of(now)
        : Optional.empty();
  }

  private boolean moved(NamedRun before, NamedRun now) {
    int moved =
        jdbc.sql(
                "update waggle_run set epoch = ?, engine = ?, instance_key = ? where id = ? and epoch = ?")
            .param(now.epoch())
            .param(now.engine())
            .param(now.instance())
            .param(now.id())
            .param(before.epoch())
            .update();
    if (moved == 1) {
      jdbc.sql(
              "update waggle_journal set owner = null, fence = fence + 1 where run_id = ? and outcome is null")
          .param(now.id())
          .update();
    }
    return moved == 1;
  }

  /**
   * @return whether nothing of the run is recorded but that its task was accepted: all that a
   *     process instance can have come to that the engine has forgotten
   */
  public boolean hasOnlyBegun(String id) {
    return patience.call(
        () ->
            jdbc.sql("select count(*) from waggle_journal where run_id = ? and path <> ?")
                    .param(id)
                    .param(Paths.accept(""))
                    .query(Integer.class)
                    .single()
                == 0);
  }

  /**
   * @param engine mark of the engine that this process is connected to
   * @param most how many
   * @return runs that go on as far as the journal knows, but on an engine that no living worker is
   *     connected to: it is gone, or another one has taken its place; the oldest first
   */
  public List<NamedRun> lost(String engine, int most) {
    return patience.call(
        () ->
            jdbc.sql(
                    RUN
                        + """
                        where ended_at is null and engine <> ?
                          and not exists (select 1 from waggle_worker worker where worker.engine = run.engine)
                          and not %s
                        order by position limit ?
                        """
                            .formatted(NamedRun.IS_LONE))
                .param(engine)
                .param(most)
                .query((row, number) -> read(row))
                .list());
  }

  /**
   * @param engine mark of an engine
   * @return whether a living worker takes jobs of it
   */
  public boolean isServed(String engine) {
    return patience.call(
        () ->
            jdbc.sql("select count(*) from waggle_worker where engine = ?")
                    .param(engine)
                    .query(Integer.class)
                    .single()
                > 0);
  }

  /**
   * Runs of which nothing was recorded for long; they may have ended, or wait for a person. A run
   * is not among them while a fork of it goes on, which has to know what the run did.
   *
   * @param engine mark of the engine that is asked which of them go on
   * @param since nothing later than this
   * @param after continues a list: the last name of the part before; empty for the first
   * @param most how many
   * @return those of this engine, and of others those that have ended, and single jobs where no
   *     living worker serves their engine; by their names
   */
  public List<NamedRun> quiet(String engine, Instant since, String after, int most) {
    return patience.call(
        () ->
            jdbc.sql(
                    RUN
                        + """
                        where id > ? and created_at < ? and (engine = ? or ended_at is not null
                            or (%s and not exists (
                              select 1 from waggle_worker worker where worker.engine = run.engine)))
                          and exists (select 1 from waggle_journal job where job.run_id = run.id)
                          and not exists (select 1 from waggle_journal job
                            where job.run_id = run.id and coalesce(recorded_at, intended_at) >= ?)
                          and not exists (select 1 from waggle_run fork
                            where fork.origin = run.id and fork.ended_at is null)
                        order by id limit ?
                        """
                            .formatted(NamedRun.IS_LONE))
                .param(after)
                .param(ClaimTable.timestamp(since))
                .param(Objects.requireNonNull(engine))
                .param(ClaimTable.timestamp(since))
                .param(most)
                .query((row, number) -> read(row))
                .list());
  }

  /**
   * Deletes all records of a run that has ended, its sub-agents' included. Its name stays taken for
   * a year.
   *
   * @return how many records there were
   */
  public int purge(NamedRun run) {
    return patience.call(
        () -> {
          jdbc.sql("delete from waggle_memory_run where run_id = ?").param(run.id()).update();
          return jdbc.sql("delete from waggle_journal where run_id = ?").param(run.id()).update();
        });
  }

  /**
   * Frees the names of runs whose records are gone.
   *
   * @param before of runs that began earlier than this
   */
  public void forget(Instant before) {
    int unused =
        patience.call(
            () ->
                jdbc.sql(
                        """
                        delete from waggle_run where created_at < ?
                          and not exists (select 1 from waggle_journal job where job.run_id = waggle_run.id)
                        """)
                    .param(ClaimTable.timestamp(before))
                    .update());
  }
}
