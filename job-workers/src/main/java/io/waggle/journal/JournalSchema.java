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
    try (Connection connection = database.getConnection()) {
      refuseOlder(connection);
    }
    Flyway.configure()
        .dataSource(database)
        .locations(LOCATION)
        .table(HISTORY)
        // Looked at where there is no history yet, among tables of an application.
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate();
  }

  /** Before 0.1.0, runs were known by keys of the engine, by which they are not found any more. */
  private static void refuseOlder(Connection connection) throws SQLException {
    boolean named = has(connection, "waggle_journal") && !has(connection, "waggle_run");
    if (named || isFirstJournal(connection)) {
      throw new JournalDatabaseException(
          "The journal is one that a snapshot before 0.1.0 has written, which knew runs by the engine's keys.",
          "Let its runs end with that snapshot, or give them up; then move the database away, or set"
              + " waggle.journal.url (or waggle.home, the folder of the default database) to a new"
              + " one.",
          null);
    }
  }

  /** The first snapshots' tables had names that an application's may have, too. */
  private static boolean isFirstJournal(Connection connection) throws SQLException {
    DatabaseMetaData database = connection.getMetaData();
    for (String[] names : new String[][] {{"journal", "undo_turn"}, {"JOURNAL", "UNDO_TURN"}}) {
      try (ResultSet found =
          database.getColumns(null, connection.getSchema(), names[0], names[1])) {
        if (found.next()) {
          return true;
        }
      }
    }
    return false;
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
