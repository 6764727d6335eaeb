package io.waggle.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Makes and migrates the journal's tables, with migrations and a history of their own: an
 * application's {@code db/migration} and {@code flyway_schema_history} are not touched, also where
 * both are in one database.
 */
final class JournalSchema {
  private static final String LOCATION = "classpath:db/waggle";
  private static final String HISTORY = "waggle_schema_history";

  /** Version of the tables that were made before they had a history of their own. */
  private static final String WITHOUT_HISTORY = "5";

  private static final String NOTHING = "0";

  private JournalSchema() {}

  static void migrate(DataSource database) throws SQLException {
    Flyway.configure()
        .dataSource(database)
        .locations(LOCATION)
        .table(HISTORY)
        .baselineOnMigrate(true)
        .baselineVersion(has(database, "journal") ? WITHOUT_HISTORY : NOTHING)
        .load()
        .migrate();
  }

  private static boolean has(DataSource database, String table) throws SQLException {
    try (Connection connection = database.getConnection()) {
      String schema = connection.getSchema();
      return exists(connection, schema, table)
          || exists(connection, schema, table.toUpperCase(Locale.ROOT));
    }
  }

  private static boolean exists(Connection connection, String schema, String table)
      throws SQLException {
    try (ResultSet found = connection.getMetaData().getTables(null, schema, table, null)) {
      return found.next();
    }
  }
}
