package io.waggle.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads runs as they are recorded, for those who look back; changes nothing. Waits while the
 * database cannot be reached, as the {@link Journal} does.
 */
public class RunRecords {
  private static final String RUN =
      "select id, agent, request, epoch, engine, instance_key, created_at, ended_at from waggle_run ";
  private static final String ROW =
      "select "
          + JournalTables.JOB
          + ", position, owner, in_doubt, said, parent, outcome, messages, content, definition,"
          + " reply, intended_at, recorded_at, "
          + UsedUp.COLUMNS
          + " from waggle_journal ";

  private static final String BRIEF =
      "select "
          + JournalTables.JOB
          + ", position, owner, in_doubt, fence, copied, definition, intended_at, recorded_at, "
          + UsedUp.COLUMNS
          + " from waggle_journal ";

  /** Paths in one statement. */
  private static final int MOST_PATHS = 500;

  private final JdbcClient jdbc;
  private final DatabasePatience patience;
  private final JournalJson json;

  RunRecords(JdbcClient jdbc, DatabasePatience patience, JournalJson json) {
    this.jdbc = jdbc;
    this.patience = patience;
    this.json = json;
  }

  /**
   * A run at the top.
   *
   * @param id its name
   * @param agent whose run
   * @param request digest of what was asked for
   * @param epoch 1, and one more each time that it was recreated
   * @param instance process instance that it is
   * @param begun when it was first accepted
   * @param ended when its outcome was recorded; null while it has none
   */
  public record PastRun(
      String id,
      String agent,
      String request,
      int epoch,
      long instance,
      Instant begun,
      @Nullable Instant ended) {}

  /**
   * @param most how many
   * @return the runs that began last, the latest first
   */
  public List<PastRun> latest(int most) {
    return patience.call(
        () ->
            jdbc.sql(RUN + "order by position desc limit ?")
                .param(most)
                .query((row, number) -> run(row))
                .list());
  }

  /**
   * @param id a run's name
   * @return the run; empty if there is none
   */
  public Optional<PastRun> run(String id) {
    return patience.call(
        () -> jdbc.sql(RUN + "where id = ?").param(id).query((row, number) -> run(row)).optional());
  }

  /**
   * @param run a run's name
   * @param after continues a list: the last position of the part before; 0 for the first
   * @param most how many
   * @return its jobs and those of its sub-agents, in the order in which they began
   */
  public List<PastJob> jobs(String run, long after, int most) {
    return patience.call(
        () ->
            jdbc.sql(ROW + "where run_id = ? and position > ? order by position limit ?")
                .param(run)
                .param(after)
                .param(most)
                .query((row, number) -> job(row))
                .list());
  }

  /**
   * @param run a run's name
   * @return all its jobs and those of its sub-agents without their texts, in the order in which
   *     they began
   */
  public List<BriefJob> outline(String run) {
    return patience.call(
        () ->
            jdbc.sql(BRIEF + "where run_id = ? order by position")
                .param(run)
                .query((row, number) -> brief(row))
                .list());
  }

  /**
   * @param at where a job may be
   * @return the job without its texts; empty if nobody has begun it
   */
  public Optional<BriefJob> brief(JobAddress at) {
    return patience.call(
        () ->
            jdbc.sql(BRIEF + "where run_id = ? and path = ?")
                .param(at.run())
                .param(at.path())
                .query((row, number) -> brief(row))
                .optional());
  }

  /**
   * @param run a run's name
   * @param paths of jobs
   * @return those of them that have begun, in no particular order
   */
  public List<PastJob> jobs(String run, Collection<String> paths) {
    List<String> wanted = List.copyOf(new LinkedHashSet<>(paths));
    List<PastJob> found = new ArrayList<>();
    for (int from = 0; from < wanted.size(); from += MOST_PATHS) {
      List<String> some = wanted.subList(from, Math.min(wanted.size(), from + MOST_PATHS));
      found.addAll(
          patience.call(
              () ->
                  jdbc.sql(ROW + "where run_id = :run and path in (:paths)")
                      .param("run", run)
                      .param("paths", some)
                      .query((row, number) -> job(row))
                      .list()));
    }
    return found;
  }

  /**
   * @param at where a job may be
   * @return the job; empty if nobody has begun it
   */
  public Optional<PastJob> job(JobAddress at) {
    return patience.call(
        () ->
            jdbc.sql(ROW + "where run_id = ? and path = ?")
                .param(at.run())
                .param(at.path())
                .query((row, number) -> job(row))
                .optional());
  }

  /**
   * @param digest of an agent's definition
   * @return {@link io.waggle.agent.Agent#document}; empty if no worker has filed it
   */
  public Optional<String> definition(String digest) {
    return patience.call(
        () ->
            jdbc.sql("select body from waggle_definition where sha = ?")
                .param(digest)
                .query(String.class)
                .optional());
  }

  private static PastRun run(ResultSet row) throws SQLException {
    return new PastRun(
        row.getString("id"),
        row.getString("agent"),
        row.getString("request"),
        row.getInt("epoch"),
        row.getLong("instance_key"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        instant(row, "ended_at"));
  }

  private PastJob job(ResultSet row) throws SQLException {
    String messages = row.getString("messages");
    String content = row.getString("content");
    return new PastJob(
        JournalTables.job(row),
        row.getLong("position"),
        row.getString("owner"),
        row.getBoolean("in_doubt"),
        row.getLong("said"),
        row.getString("parent"),
        row.getString("outcome"),
        messages == null ? List.of() : json.read(messages),
        content == null ? "" : content,
        row.getString("definition"),
        row.getString("reply"),
        instant(row, "intended_at"),
        instant(row, "recorded_at"),
        UsedUp.usage(row));
  }

  private static BriefJob brief(ResultSet row) throws SQLException {
    return new BriefJob(
        JournalTables.job(row),
        row.getLong("position"),
        row.getString("owner"),
        row.getBoolean("in_doubt"),
        row.getInt("fence"),
        row.getBoolean("copied"),
        row.getString("definition"),
        instant(row, "intended_at"),
        instant(row, "recorded_at"),
        UsedUp.usage(row));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
