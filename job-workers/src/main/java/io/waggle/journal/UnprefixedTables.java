package io.waggle.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * A journal as it was before its tables had names and a history of their own: {@code journal} and
 * {@code worker}, made by five migrations in Flyway's default history.
 */
final class UnprefixedTables {
  /** The version of the journal's own migrations that has made the same tables. */
  static final String ADOPTED_AS = "1";

  private static final String HISTORY = "flyway_schema_history";

  private static final String MIGRATIONS =
      "('V1__journal.sql', 'V2__intents.sql', 'V3__last_records.sql', 'V4__decisions.sql',"
          + " 'V5__subjects.sql')";

  private static final List<String> TABLES = List.of("journal", "worker");

  private static final List<String> INDEXES =
      List.of(
          "journal_process_instance",
          "journal_run_verb",
          "journal_root",
          "journal_parent",
          "journal_undo",
          "journal_owner",
          "journal_subject");

  private UnprefixedTables() {}

  /**
   * Renames them and strikes their migrations from the default history, which goes if nothing else
   * is in it. Does nothing if there are none. H2 does not roll such changes back: one that was
   * interrupted is finished by the next call.
   */
  static void adopt(Connection connection) throws SQLException {
    if (!JournalSchema.has(connection, HISTORY)) {
      return;
    }
    try (Statement sql = connection.createStatement()) {
      if (count(sql, "where \"success\" and \"script\" in " + MIGRATIONS) < 5) {
        return;
      }
      for (String table : TABLES) {
        sql.execute("alter table if exists %s rename to waggle_%s".formatted(table, table));
      }
      for (String index : INDEXES) {
        sql.execute("alter index if exists %s rename to waggle_%s".formatted(index, index));
      }
      sql.execute("delete from \"%s\" where \"script\" in %s".formatted(HISTORY, MIGRATIONS));
      // On H2 a row that belongs to no migration says when the history was made.
      if (count(sql, "where \"script\" <> ''") == 0) {
        sql.execute("drop table \"%s\"".formatted(HISTORY));
      }
    }
  }

  private static int count(Statement sql, String condition) throws SQLException {
    try (ResultSet rows =
        sql.executeQuery("select count(*) from \"%s\" %s".formatted(HISTORY, condition))) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
