package io.waggle.journal;

import io.waggle.bpmn.Outcome;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
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
      select id, agent, task, epoch, engine, %s as instance, %s as lone, origin, created_at,
        ended_at, outcome, tokens, cost, currency, position
      from waggle_run run
      """
          .formatted(NamedRun.PROCESS_INSTANCE, NamedRun.IS_LONE);

  /** Runs that a search looks at in one statement. */
  private static final int WINDOW = 4_000;

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
    /** It goes on, and is a single job of a process. */
    LIVE_CALL,
    /** It has an outcome. */
    ENDED
  }

  /**
   * Which runs to list; what is null does not matter.
   *
   * @param agent whose runs
   * @param standing how far they are
   * @param outcome how they ended
   */
  public record Wanted(
      @Nullable String agent, @Nullable Standing standing, @Nullable Outcome outcome) {
    /** Every run. */
    public static final Wanted ALL = new Wanted(null, null, null);
  }

  /**
   * A run.
   *
   * @param id its name
   * @param agent whose run
   * @param task what it was asked, or the beginning of it
   * @param epoch 1, and one more each time that it was recreated
   * @param engine mark of the engine that has it
   * @param instance process instance that it is there, or in which it is where it is a single job
   * @param lone whether it is a single job of a process
   * @param origin name of the run that it was forked from; null if it was not
   * @param begun when it was first accepted
   * @param ended when its outcome was recorded; null while it has none
   * @param outcome how it ended; null while it goes on
   * @param tokens sent and written so far, its sub-agents' included
   * @param cost so far, its sub-agents' included; null if it is not known
   * @param currency of the cost; null if nothing had a price
   * @param position in the order in which runs began; continues a list
   */
  public record Line(
      String id,
      String agent,
      String task,
      int epoch,
      String engine,
      long instance,
      boolean lone,
      @Nullable String origin,
      Instant begun,
      @Nullable Instant ended,
      @Nullable Outcome outcome,
      long tokens,
      @Nullable BigDecimal cost,
      @Nullable String currency,
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
   * @param most how many
   * @return those that began right after it, the latest first
   */
  public List<Line> newer(Wanted wanted, long after, int most) {
    return lines(wanted, "position > :position order by position", after, most).reversed();
  }

  /**
   * What a search has found.
   *
   * @param lines the latest first
   * @param reached position down to which runs were looked at; 0 at the end
   */
  public record Found(List<Line> lines, long reached) {
    public Found {
      lines = List.copyOf(lines);
    }
  }

  /**
   * Looks for a text, which no index has: run by run, from the latest on, for as long as there is
   * time.
   *
   * @param text part of the name or of the beginning of the task, in upper or lower case
   * @param before as {@link #older}
   * @param most how many
   * @param time after which what was found so far will do
   */
  public Found search(Wanted wanted, String text, long before, int most, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    Window all = all();
    List<Line> found = new ArrayList<>();
    long reached = Math.min(before, all.last() + 1);
    do {
      Window next = new Window(Math.max(all.first(), reached - WINDOW), reached - 1);
      found.addAll(within(wanted, text, next, most - found.size()));
      reached = next.first() == all.first() ? 0 : next.first();
      if (found.size() == most) {
        reached = found.getLast().position();
      }
    } while (reached > 0 && found.size() < most && System.nanoTime() < end);
    return new Found(found, reached);
  }

  /** Positions of runs that are looked at together. */
  private record Window(long first, long last) {}

  private Window all() {
    return patience.call(
        () ->
            jdbc.sql("select min(position), max(position) from waggle_run")
                .query((row, number) -> new Window(row.getLong(1), row.getLong(2)))
                .single());
  }

  private List<Line> within(Wanted wanted, String text, Window window, int most) {
    Map<String, Object> values = new HashMap<>();
    String where = where(wanted, values);
    values.put("text", text.toLowerCase(Locale.ROOT));
    values.put("first", window.first());
    values.put("last", window.last());
    values.put("most", most);
    return patience.call(
        () ->
            jdbc.sql(
                    LINE
                        + "where "
                        + where
                        + """
                         position between :first and :last
                          and (position(cast(:text as varchar) in lower(id)) > 0
                            or position(cast(:text as varchar) in lower(task)) > 0)
                        order by position desc limit :most
                        """)
                .params(values)
                .query((row, number) -> line(row))
                .list());
  }

  private List<Line> lines(Wanted wanted, String part, long position, int most) {
    Map<String, Object> values = new HashMap<>();
    String where = where(wanted, values);
    values.put("position", position);
    values.put("most", most);
    return patience.call(
        () ->
            jdbc.sql(LINE + "where " + where + part + " limit :most")
                .params(values)
                .query((row, number) -> line(row))
                .list());
  }

  /** Conditions, each followed by "and". */
  private static String where(Wanted wanted, Map<String, Object> values) {
    StringBuilder conditions = new StringBuilder();
    if (wanted.agent() != null) {
      conditions.append("agent = :agent and ");
      values.put("agent", wanted.agent());
    }
    if (wanted.outcome() != null) {
      conditions.append("outcome = :outcome and ");
      values.put("outcome", name(wanted.outcome()));
    }
    if (wanted.standing() != null) {
      conditions.append(condition(wanted.standing())).append(" and ");
    }
    return conditions.toString();
  }

  private static String condition(Standing standing) {
    return switch (standing) {
      case LIVE -> "outcome is null and ended_at is null";
      case WAITING ->
          "outcome is null and ended_at is null and exists (select 1 from waggle_journal asked where asked.run_id = run.id and "
              + LiveRuns.OPEN_GATE
              + ")";
      case LIVE_CALL -> "outcome is null and ended_at is null and " + NamedRun.IS_LONE;
      case ENDED -> "ended_at is not null";
    };
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
    return new Line(
        row.getString("id"),
        row.getString("agent"),
        row.getString("task"),
        row.getInt("epoch"),
        row.getString("engine"),
        row.getLong("instance"),
        row.getBoolean("lone"),
        row.getString("origin"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        ended == null ? null : ended.toInstant(),
        outcome(row.getString("outcome")),
        row.getLong("tokens"),
        row.getBigDecimal("cost"),
        row.getString("currency"),
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
