package io.waggle.journal;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
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

  private JournalSchema() {}

  /**
   * @throws org.flywaydb.core.api.FlywayException if a migration cannot be executed
   */
  static void migrate(DataSource database) throws SQLException {
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
