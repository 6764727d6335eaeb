package io.waggle.journal;

import io.waggle.bpmn.JobType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What runs do that go on, for many of them at once; changes nothing. Waits while the database
 * cannot be reached, as the {@link Journal} does.
 */
public class LiveRuns {
  /** A question that was asked, and is not decided. */
  static final String OPEN_GATE =
      """
      asked.verb = 'ASK' and asked.outcome is not null
        and not exists (select 1 from waggle_journal decided where decided.run_id = asked.run_id
          and decided.path = substring(asked.path, 1, char_length(asked.path) - %d) || '%s'
          and decided.outcome is not null)
      """
          .formatted(Paths.asked("").length(), Paths.decided(""));

  private final JdbcClient jdbc;
  private final DatabasePatience patience;

  LiveRuns(JdbcClient jdbc, DatabasePatience patience) {
    this.jdbc = jdbc;
    this.patience = patience;
  }

  /**
   * A question that waits for a person.
   *
   * @param gate path of the gate
   * @param outcome of the job that asked, as JSON: it has the question
   */
  public record OpenGate(String gate, String outcome) {}

  /**
   * @param runs names
   * @return what people are asked, as far as the journal knows, by the runs' names
   */
  public Map<String, List<OpenGate>> openGates(Collection<String> runs) {
    Map<String, List<OpenGate>> gates = new LinkedHashMap<>();
    if (!runs.isEmpty()) {
      var unused =
          patience.call(
              () ->
                  jdbc.sql(
                          "select run_id, path, outcome from waggle_journal asked where run_id in (:runs) and "
                              + OPEN_GATE
                              + " order by position")
                      .param("runs", runs)
                      .query(
                          (row, number) -> {
                            String path = row.getString("path");
                            String gate =
                                path.substring(0, path.length() - Paths.asked("").length());
                            return gates
                                .computeIfAbsent(row.getString("run_id"), run -> new ArrayList<>())
                                .add(new OpenGate(gate, row.getString("outcome")));
                          })
                      .list());
    }
    return gates;
  }

  /**
   * A job that a worker is at.
   *
   * @param path where in the run
   * @param type which of the agent's jobs
   * @param agent whose
   * @param postponed where it failed and is tried again later; null where it is worked on
   */
  public record JobUnderWay(
      String path, JobType type, String agent, @Nullable Postponement postponed) {}

  /**
   * Why nothing happens to a job.
   *
   * @param until when it is tried again
   * @param why what was wrong at the last attempt
   */
  public record Postponement(Instant until, String why) {}

  /**
   * @param runs names
   * @return what workers do for them, by the runs' names, in the order in which it began
   */
  public Map<String, List<JobUnderWay>> underWay(Collection<String> runs) {
    Map<String, List<JobUnderWay>> jobs = new HashMap<>();
    if (!runs.isEmpty()) {
      var unused =
          patience.call(
              () ->
                  jdbc.sql(
                          """
                          select run_id, path, verb, agent, postponed_until, postponed_why
                          from waggle_journal
                          where run_id in (:runs) and outcome is null and owner is not null
                          order by position
                          """)
                      .param("runs", runs)
                      .query(
                          (row, number) ->
                              jobs.computeIfAbsent(
                                      row.getString("run_id"), run -> new ArrayList<>())
                                  .add(
                                      new JobUnderWay(
                                          row.getString("path"),
                                          JobType.valueOf(row.getString("verb")),
                                          row.getString("agent"),
                                          postponement(row))))
                      .list());
    }
    return jobs;
  }

  private static @Nullable Postponement postponement(ResultSet row) throws SQLException {
    OffsetDateTime until = row.getObject("postponed_until", OffsetDateTime.class);
    return until == null
        ? null
        : new Postponement(until.toInstant(), row.getString("postponed_why"));
  }

  /**
   * @param runs names
   * @return what people said to the runs at the top as a whole, as JSON, by the runs' names, in the
   *     order in which it was said
   */
  public Map<String, List<String>> said(Collection<String> runs) {
    Map<String, List<String>> said = new HashMap<>();
    if (!runs.isEmpty()) {
      var unused =
          patience.call(
              () ->
                  jdbc.sql(
                          """
                          select run_id, content from waggle_journal
                          where run_id in (:runs) and verb = 'STEER' and scope = '' and outcome is not null
                          order by position
                          """)
                      .param("runs", runs)
                      .query(
                          (row, number) ->
                              said.computeIfAbsent(
                                      row.getString("run_id"), run -> new ArrayList<>())
                                  .add(row.getString("content")))
                      .list());
    }
    return said;
  }
}
