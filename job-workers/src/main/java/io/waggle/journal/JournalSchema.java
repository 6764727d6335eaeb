package io.waggle.journal;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Makes and migrates the journal's tables, with migrations and a history of their own: what an
 * application has in {@code db/migration} and in Flyway's default history is not touched, also
 * where both are in one database.
 */
final class JournalSchema {
  private static final String LOCATION = "classpath:db/waggle";
  private static final String HISTORY = "waggle_schema_history";

  /** The worker that has H2's file open for others may stop while another one starts. */
  private static final RetryPolicy<Object> WHILE_IT_CHANGES_HANDS =
      RetryPolicy.builder()
          .handleIf(BrokenH2Connections::areCauseOf)
          .withBackoff(Duration.ofMillis(50), Duration.ofSeconds(1))
          .withMaxRetries(5)
          .build();

  private JournalSchema() {}

  /**
   * @throws org.flywaydb.core.api.FlywayException if a migration cannot be executed
   */
  static void migrate(DataSource database) throws SQLException {
    try {
      Failsafe.with(WHILE_IT_CHANGES_HANDS).run(() -> migrateOnce(database));
    } catch (FailsafeException failed) {
      if (failed.getCause() instanceof SQLException unusable) {
        throw unusable;
      }
      throw failed;
    }
  }

  private static void migrateOnce(DataSource database) throws SQLException {
    String baseline;
    try (Connection connection = database.getConnection()) {
      UnprefixedTables.adopt(connection);
      baseline = has(connection, "waggle_journal") ? UnprefixedTables.ADOPTED_AS : "0";
    }
    Flyway.configure()
        .dataSource(database)
        .locations(LOCATION)
        .table(HISTORY)
        // Looked at where there is no history yet: among tables of an application, or after an
        // adoption.
        .baselineOnMigrate(true)
        .baselineVersion(baseline)
        .load()
        .migrate();
  }

  /** H2 folds names to upper case, PostgreSQL to lower case. */
  static boolean has(Connection connection, String table) throws SQLException {
    DatabaseMetaData database = connection.getMetaData();
    String schema = connection.getSchema();
    for (String name : new String[] {table, table.toUpperCase(Locale.ROOT)}) {
      try (ResultSet found = database.getTables(null, schema, name, null)) {
        if (found.next()) {
          return true;
        }
      }
    }
    return false;
  }
}
