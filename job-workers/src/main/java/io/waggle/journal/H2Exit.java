package io.waggle.journal;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.engine.Database;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a process that has a shared H2 database open ends. Jobs that it hands back then have
 * something to write, so the database must be open until the pool is closed; and where others use
 * it, it is not closed at all, for to open it again after that takes them no longer than after a
 * kill, and nobody waits for it to be closed.
 */
final class H2Exit {
  private static final Logger LOG = LoggerFactory.getLogger(H2Exit.class);

  private H2Exit() {}

  /**
   * Keeps H2 from closing the database as soon as the process is told to end. It has a setting for
   * that, DB_CLOSE_ON_EXIT, and refuses it where there is AUTO_SERVER.
   *
   * @param connection to the database, which this process has open
   */
  static void keepOpen(Connection connection) {
    try {
      if (session(connection) instanceof SessionLocal session) {
        Method unregister =
            Class.forName("org.h2.engine.OnExitDatabaseCloser")
                .getDeclaredMethod("unregister", Database.class);
        unregister.setAccessible(true);
        unregister.invoke(null, session.getDatabase());
      }
    } catch (ReflectiveOperationException | SQLException | RuntimeException otherVersion) {
      LOG.debug("H2 closes the database by itself when the process ends", otherVersion);
    }
  }

  /** Closes the pool, and the database with it where this process has it open and nobody else. */
  static void close(HikariDataSource pool) {
    // one that another process has open, or nobody, would be waited for
    if (pool.getDataSource() instanceof SharedH2DataSource shared && shared.isOpenHere()) {
      closeWithLastConnection(pool, shared);
    } else {
      pool.close();
    }
  }

  private static void closeWithLastConnection(HikariDataSource pool, SharedH2DataSource database) {
    try (Connection last = database.getConnection(pool.getUsername(), pool.getPassword());
        Statement sql = last.createStatement()) {
      pool.close(); // each of its connections has set the delay, also one that it has just made
      sql.execute("set db_close_delay 0");
    } catch (SQLException | RuntimeException away) {
      LOG.debug("The database is left as it is", away);
    } finally {
      pool.close();
    }
  }

  private static Object session(Connection connection) throws SQLException {
    return connection.unwrap(JdbcConnection.class).getSession();
  }
}
