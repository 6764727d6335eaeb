package io.waggle.journal;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What was granted of one limit and who waits for it, while it is locked. Knows no rules: those are
 * of whoever has it.
 */
public final class RateAccount {
  /** Of a row: the worker that was told to wait is alive. */
  static final String STANDS =
      "exists (select 1 from waggle_worker worker where worker.id = blocked_by)";

  private final JdbcClient jdbc;
  private final String name;
  private final Granted granted;
  private final Instant now;

  private RateAccount(JdbcClient jdbc, String name, Granted granted, Instant now) {
    this.jdbc = jdbc;
    this.name = name;
    this.granted = granted;
    this.now = now;
  }

  /**
   * What was granted, in whatever form its keeper gave it.
   *
   * @param requests empty if none were
   * @param tokens empty if none were
   * @param turn how many rounds the queue has gone; never less than before
   */
  public record Granted(String requests, String tokens, double turn) {}

  /**
   * A job that waits.
   *
   * @param path of the job in its run
   * @param turn in which round it is its turn
   * @param position in that round, by arrival
   */
  public record Waiting(String path, double turn, long position) {}

  /**
   * Jobs that wait, those left out that should have come back.
   *
   * @param runs whose they are
   * @param ahead how many of them have their turn before a certain one
   * @param tokens that those before it are expected to take
   */
  public record Queue(int runs, int ahead, long tokens) {}

  /**
   * The provider asked to be left alone.
   *
   * @param why in its words
   */
  public record Block(Instant until, String why) {}

  /** In a transaction. The clock is looked at once the row is locked, which may take a while. */
  static RateAccount locked(String name, JdbcClient jdbc, DatabaseClock clock) {
    Granted granted =
        jdbc.sql("select requests, tokens, turn from waggle_rate where name = ? for update")
            .param(name)
            .query(
                (row, number) ->
                    new Granted(
                        row.getString("requests"), row.getString("tokens"), row.getDouble("turn")))
            .single();
    return new RateAccount(jdbc, name, granted, clock.now(jdbc));
  }

  public Instant now() {
    return now;
  }

  public Granted granted() {
    return granted;
  }

  public void grant(Granted after) {
    jdbc.sql("update waggle_rate set requests = ?, tokens = ?, turn = ? where name = ?")
        .params(after.requests(), after.tokens(), after.turn(), name)
        .update();
  }

  /**
   * @return empty also once the worker is gone that was told
   */
  public Optional<Block> block() {
    return jdbc.sql(
            "select blocked_until, blocked_why from waggle_rate where name = ? and blocked_until > ? and "
                + STANDS)
        .params(name, ClaimTable.timestamp(now))
        .query(
            (row, number) ->
                new Block(
                    row.getObject("blocked_until", OffsetDateTime.class).toInstant(),
                    row.getString("blocked_why")))
        .optional();
  }

  void block(Instant until, String why, String worker) {
    jdbc.sql(
            "update waggle_rate set blocked_until = ?, blocked_why = ?, blocked_by = ? where name = ?")
        .params(ClaimTable.timestamp(until), JournalTables.beginning(why), worker, name)
        .update();
  }

  /**
   * @return the jobs of a run that wait, all of them
   */
  public List<Waiting> waiting(String run) {
    return jdbc.sql(
            "select path, turn, position from waggle_rate_queue where name = ? and run_id = ?")
        .params(name, run)
        .query(
            (row, number) ->
                new Waiting(row.getString("path"), row.getDouble("turn"), row.getLong("position")))
        .list();
  }

  /**
   * @param since when those should have come back that are left out
   * @param turn of a job
   * @param position of the job; null: behind all others of its round
   */
  public Queue queue(Instant since, double turn, @Nullable Long position) {
    String before = "turn < :turn or (turn = :turn and position < :position)";
    return jdbc.sql(
            """
            select count(distinct run_id) as runs,
              count(case when %s then 1 end) as ahead,
              coalesce(sum(case when %s then tokens end), 0) as tokens
            from waggle_rate_queue where name = :name and due_at > :since
            """
                .formatted(before, before))
        .param("turn", turn)
        .param("position", Objects.requireNonNullElse(position, Long.MAX_VALUE))
        .param("name", name)
        .param("since", ClaimTable.timestamp(since))
        .query(
            (row, number) ->
                new Queue(row.getInt("runs"), row.getInt("ahead"), row.getLong("tokens")))
        .single();
  }

  /** Lets a job wait that did not. */
  public void enter(JobAddress job, double turn, long tokens, Instant due) {
    jdbc.sql(
            "insert into waggle_rate_queue (name, run_id, path, turn, tokens, due_at) values (?,?,?,?,?,?)")
        .params(name, job.run(), job.path(), turn, tokens, ClaimTable.timestamp(due))
        .update();
  }

  /** Lets a job that waits come back at another time. */
  public void postpone(JobAddress job, long tokens, Instant due) {
    jdbc.sql(
            "update waggle_rate_queue set due_at = ?, tokens = ? where name = ? and run_id = ? and path = ?")
        .params(ClaimTable.timestamp(due), tokens, name, job.run(), job.path())
        .update();
  }

  /** The job waits no more. */
  public void leave(JobAddress job) {
    jdbc.sql("delete from waggle_rate_queue where name = ? and run_id = ? and path = ?")
        .params(name, job.run(), job.path())
        .update();
  }

  /** Forgets jobs that should have come back long ago: their runs were cancelled. */
  public void forget(Instant before) {
    jdbc.sql("delete from waggle_rate_queue where name = ? and due_at < ?")
        .params(name, ClaimTable.timestamp(before))
        .update();
  }
}
