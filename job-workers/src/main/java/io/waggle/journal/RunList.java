package io.waggle.journal;

import io.waggle.bpmn.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lists the runs at the top, part by part, as fast at the end of a hundred thousand as at the
 * beginning; changes nothing. Waits while the database cannot be reached, as the {@link Journal}
 * does.
 */
public class RunList {
  private static final String LINE =
      """
      select id, agent, task, epoch, engine, instance_key, origin, created_at, ended_at, outcome, tokens, position
      from waggle_run run
      """;

  private final JdbcClient jdbc;
  private final DatabasePatience patience;

  RunList(JdbcClient jdbc, DatabasePatience patience) {
    this.jdbc = jdbc;
    this.patience = patience;
  }

  /** How far a run is, as far as the journal knows. */
  public enum Standing {
    /** It has no outcome yet; it may have been terminated. */
    LIVE,
    /** It goes on, and a person is asked something. */
    WAITING,
    /** It has an outcome. */
    ENDED
  }

  /**
   * Which runs to list; what is null does not matter.
   *
   * @param agent whose runs
   * @param standing how far they are
   * @param outcome how they ended
   * @param text part of the name or of the beginning of the task, in upper or lower case
   */
  public record Wanted(
      @Nullable String agent,
      @Nullable Standing standing,
      @Nullable Outcome outcome,
      @Nullable String text) {
    /** Every run. */
    public static final Wanted ALL = new Wanted(null, null, null, null);
  }

  /**
   * A run.
   *
   * @param id its name
   * @param agent whose run
   * @param task what it was asked, or the beginning of it
   * @param epoch 1, and one more each time that it was made anew
   * @param engine mark of the engine that has it
   * @param instance process instance that it is there
   * @param origin name of the run that it was forked from; null if it was not
   * @param begun when it was first accepted
   * @param ended when its outcome was recorded; null while it has none
   * @param outcome how it ended; null while it goes on
   * @param tokens sent and written, its sub-agents' included; null while it goes on
   * @param position in the order in which runs began; continues a list
   */
  public record Line(
      String id,
      String agent,
      String task,
      int epoch,
      String engine,
      long instance,
      @Nullable String origin,
      Instant begun,
      @Nullable Instant ended,
      @Nullable Outcome outcome,
      @Nullable Long tokens,
      long position) {}

  /**
   * @param before continues a list: the last position of the part before; {@link Long#MAX_VALUE}
   *     for the first part
   * @param most how many
   * @return those that began last, the latest first
   */
  public List<Line> older(Wanted wanted, long before, int most) {
    return lines(wanted, "position < :position order by position desc", before, most);
  }

  /**
   * @param after the first position of the part that is to follow
   * @return those that began right after it, the latest first
   */
  public List<Line> newer(Wanted wanted, long after, int most) {
    return lines(wanted, "position > :position order by position", after, most).reversed();
  }

  private List<Line> lines(Wanted wanted, String part, long position, int most) {
    List<String> conditions = new ArrayList<>();
    Map<String, Object> values = new HashMap<>();
    if (wanted.agent() != null) {
      conditions.add("agent = :agent");
      values.put("agent", wanted.agent());
    }
    if (wanted.outcome() != null) {
      conditions.add("outcome = :outcome");
      values.put("outcome", name(wanted.outcome()));
    }
    if (wanted.standing() != null) {
      conditions.add(condition(wanted.standing()));
    }
    if (wanted.text() != null) {
      conditions.add("(lower(id) like :text escape '!' or lower(task) like :text escape '!')");
      values.put("text", "%" + escaped(wanted.text().toLowerCase(Locale.ROOT)) + "%");
    }
    conditions.add(part);
    values.put("position", position);
    values.put("most", most);
    return patience.call(
        () ->
            jdbc.sql(LINE + "where " + String.join(" and ", conditions) + " limit :most")
                .params(values)
                .query((row, number) -> line(row))
                .list());
  }

  private static String condition(Standing standing) {
    return switch (standing) {
      case LIVE -> "outcome is null and ended_at is null";
      case WAITING ->
          "outcome is null and ended_at is null and exists (select 1 from waggle_journal asked where asked.run_id = run.id and "
              + LiveRuns.OPEN_GATE
              + ")";
      case ENDED -> "ended_at is not null";
    };
  }

  private static String escaped(String text) {
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }

  /**
   * @param engine mark of an engine
   * @param instances process instances there
   * @return the runs that they are, the latest first
   */
  public List<Line> of(String engine, Collection<Long> instances) {
    return instances.isEmpty()
        ? List.of()
        : patience.call(
            () ->
                jdbc.sql(
                        LINE
                            + "where engine = :engine and instance_key in (:instances) order by position desc")
                    .param("engine", engine)
                    .param("instances", instances)
                    .query((row, number) -> line(row))
                    .list());
  }

  /**
   * @return names of the agents that have runs
   */
  public List<String> agents() {
    return patience.call(
        () ->
            jdbc.sql("select distinct agent from waggle_run order by agent")
                .query(String.class)
                .list());
  }

  private static Line line(ResultSet row) throws SQLException {
    OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
    long tokens = row.getLong("tokens");
    boolean known = !row.wasNull();
    return new Line(
        row.getString("id"),
        row.getString("agent"),
        row.getString("task"),
        row.getInt("epoch"),
        row.getString("engine"),
        row.getLong("instance_key"),
        row.getString("origin"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        ended == null ? null : ended.toInstant(),
        outcome(row.getString("outcome")),
        known ? tokens : null,
        row.getLong("position"));
  }

  private static String name(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable Outcome outcome(@Nullable String name) {
    return Set.of(Outcome.values()).stream()
        .filter(one -> name(one).equals(name))
        .findFirst()
        .orElse(null);
  }
}
