package io.waggle.journal;

import java.sql.SQLException;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A journal in memory, of which only keys and marks are of interest. */
public final class JournalOfMarks {
  private final JdbcClient jdbc;

  public JournalOfMarks() {
    JdbcDataSource database = new JdbcDataSource();
    database.setUrl("jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID()));
    try {
      JournalSchema.migrate(database);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    jdbc = JdbcClient.create(database);
  }

  /** As a worker process opens it. */
  public EngineMarks marks() {
    return new EngineMarks(jdbc, new DatabasePatience(1));
  }

  /** Has a record of this job. */
  public void has(long jobKey) {
    jdbc.sql(
            "insert into waggle_journal (job_key, process_instance_key, run_key, root_key, agent, verb) values (?, 1, 1, 1, 'a', 'THINK')")
        .param(jobKey)
        .update();
  }
}
