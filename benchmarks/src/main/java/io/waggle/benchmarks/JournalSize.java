package io.waggle.benchmarks;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** How much the journal grows by a run, with its indexes, in PostgreSQL. */
final class JournalSize {
  private static final List<Integer> TURNS = List.of(10, 50);
  private static final int RUNS = 50;

  private final AgentTurns agent;
  private final String journal;

  /**
   * @param journal JDBC URL
   */
  JournalSize(AgentTurns agent, String journal) {
    this.agent = agent;
    this.journal = journal;
  }

  void measure(Report report) throws IOException, SQLException {
    for (String kind : List.of(AgentTurns.OUTSIDE, AgentTurns.INSIDE)) {
      for (int turns : TURNS) {
        agent.play(turns, "nothing");
        long before = bytes();
        Turns.together(agent.of(kind), RUNS, turns);
        double each = (bytes() - before) / 1e3 / RUNS;
        report.add("journalKilobytesARun, %s, %d turns".formatted(kind, turns), each);
        report.say(
            "  journal, %s: %.0f KB for a run of %d turns (%d steps)"
                .formatted(kind, each, turns, 2 * turns));
      }
    }
  }

  /** What rows of before have left is used again, so it has to be given back first. */
  private long bytes() throws SQLException {
    try (Connection connection = DriverManager.getConnection(journal);
        Statement statement = connection.createStatement()) {
      statement.execute("vacuum full waggle_journal");
      try (ResultSet size =
          statement.executeQuery("select pg_total_relation_size('waggle_journal')")) {
        size.next();
        return size.getLong(1);
      }
    }
  }
}
