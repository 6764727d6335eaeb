package io.waggle.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A table of workers written by hand: one row for each of their jobs, which nobody reads. */
final class PlainRows implements ByHand.Rows, AutoCloseable {
  private static final String H2_SETTINGS =
      ";DB_CLOSE_DELAY=-1;TRACE_LEVEL_FILE=0;WRITE_DELAY=0;RETENTION_TIME=5000";

  private final HikariDataSource database;
  private final JdbcClient jdbc;

  /**
   * @param journal JDBC URL; empty: an H2 file in the folder, with the settings of the default one
   */
  PlainRows(Path home, String journal) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(
        journal.isEmpty() ? "jdbc:h2:file:" + home.resolve("by-hand") + H2_SETTINGS : journal);
    database = new HikariDataSource(config);
    jdbc = JdbcClient.create(database);
    jdbc.sql(
            "create table by_hand (run bigint, turn integer, step varchar(8), body text, primary key (run, turn, step))")
        .update();
  }

  @Override
  public void record(long run, int turn, String step, JsonNode body) {
    jdbc.sql("insert into by_hand (run, turn, step, body) values (?, ?, ?, ?)")
        .params(run, turn, step, body.toString())
        .update();
  }

  @Override
  public void close() {
    database.close();
  }
}
