package io.waggle.journal;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
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
  private static final String LOCK = "waggle_schema_lock";

  /** States of H2 and PostgreSQL: a table, type or row exists; a lock was waited for too long. */
  private static final Set<String> AT_THE_SAME_TIME =
      Set.of("42S01", "42P07", "42710", "23505", "HYT00", "40001");

  /**
   * The worker that has H2's file open for others may stop while another one starts, and several
   * may make the lock's table at the same moment.
   */
  private static final RetryPolicy<Object> WHILE_OTHERS_ARE_AT_IT =
      RetryPolicy.builder()
          .handleIf(BrokenH2Connections::areCauseOf)
          .handleIf(JournalSchema::isAnothersDoing)
          .withBackoff(Duration.ofMillis(50), Duration.ofSeconds(1))
          .withMaxRetries(20)
          .build();

  private JournalSchema() {}

  /**
   * @throws org.flywaydb.core.api.FlywayException if a migration cannot be executed
   */
  static void migrate(DataSource database) throws SQLException {
    try {
      Failsafe.with(WHILE_OTHERS_ARE_AT_IT).run(() -> migrateOnce(database));
    } catch (FailsafeException failed) {
      if (failed.getCause() instanceof SQLException unusable) {
        throw unusable;
      }
      throw failed;
    }
  }

  private static boolean isAnothersDoing(Throwable failed) {
    return failed instanceof SQLException sql
        && sql.getSQLState() != null
        && AT_THE_SAME_TIME.contains(sql.getSQLState());
  }

  private static void migrateOnce(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection()) {
      refuseOlder(connection);
      boolean commits = connection.getAutoCommit();
      try {
        lock(connection);
        migrateAlone(database);
      } finally {
        if (!connection.getAutoCommit()) {
          connection.rollback();
        }
        connection.setAutoCommit(commits);
      }
    }
  }

  /**
   * Of workers that start at the same moment on an empty database, one makes the tables: in H2, a
   * history without rows is no lock for Flyway.
   */
  private static void lock(Connection connection) throws SQLException {
    connection.setAutoCommit(true);
    try (Statement statement = connection.createStatement()) {
      if (!has(connection, LOCK)) {
        statement.execute("create table %s (id integer primary key)".formatted(LOCK));
      }
      statement.execute(
          "insert into %s (id) select 1 where not exists (select 1 from %s)".formatted(LOCK, LOCK));
      connection.setAutoCommit(false);
      statement.execute("select id from %s where id = 1 for update".formatted(LOCK));
    }
  }

  private static void migrateAlone(DataSource database) {
    var unused =
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
