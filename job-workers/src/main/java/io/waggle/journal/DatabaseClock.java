package io.waggle.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.JdbcUtils;

/** The clock of the journal's database, which is the same for all workers. */
final class DatabaseClock {
  /** Elsewhere {@code current_timestamp} stands still from a transaction's first look at it. */
  private static final String POSTGRES = "clock_timestamp()";

  private final String expression;

  private DatabaseClock(String expression) {
    this.expression = expression;
  }

  static DatabaseClock of(DataSource database) {
    Connection connection = DataSourceUtils.getConnection(database);
    try {
      boolean postgres = connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
      return new DatabaseClock(postgres ? POSTGRES : "current_timestamp");
    } catch (SQLException unreachable) {
      throw new IllegalStateException(
          "The journal's database does not say what it is.", unreachable);
    } finally {
      JdbcUtils.closeConnection(connection);
    }
  }

  /** In a transaction: at the first look, which must not come before it has the locks it needs. */
  Instant now(JdbcClient jdbc) {
    return jdbc.sql("select " + expression).query(OffsetDateTime.class).single().toInstant();
  }
}
