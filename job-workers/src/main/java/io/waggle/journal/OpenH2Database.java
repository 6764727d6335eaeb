package io.waggle.journal;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.h2.engine.Database;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An H2 database that this process has open. A write that fails closes it for good, and it must be
 * opened once more.
 *
 * <p>H2 knows its open databases by name. A connection to the closed one that is used again takes
 * from H2 the one that was opened since: that one can then neither be connected to nor opened, as
 * it has its own files locked. Therefore no connection to a closed one is left.
 */
record OpenH2Database(Database database) {
  private static final Logger LOG = LoggerFactory.getLogger(OpenH2Database.class);

  /**
   * @return null if the connection goes to another process, or the database is no file
   */
  static @Nullable OpenH2Database of(Connection connection) throws SQLException {
    return connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal session
            && session.getDatabase().isPersistent()
        ? new OpenH2Database(session.getDatabase())
        : null;
  }

  /** Whether a write has failed, after which nothing can be read or written any more. */
  boolean isBroken() {
    return database.getStore().getMvStore().isClosed();
  }

  /**
   * Keeps H2 from closing the database as soon as the process is told to end. It has a setting for
   * that, DB_CLOSE_ON_EXIT, and refuses it where there is AUTO_SERVER.
   */
  void keepOpen() {
    try {
      Method unregister =
          Class.forName("org.h2.engine.OnExitDatabaseCloser")
              .getDeclaredMethod("unregister", Database.class);
      unregister.setAccessible(true);
      unregister.invoke(null, database);
    } catch (ReflectiveOperationException | RuntimeException otherVersion) {
      LOG.debug("H2 closes the database by itself when the process ends", otherVersion);
    }
  }

  /**
   * Ends all connections to it and gives its files free, as a kill of the process would: what is
   * committed is kept. Statements that run are waited for: they are the ones that H2 closes a
   * broken database with, and one that was cut off would be taken for one that has succeeded.
   */
  void abandon() {
    endSessions();
    if (!database.isClosing()) { // else a statement has done so
      database.shutdownImmediately();
    }
    endSessions(); // of whoever connected meanwhile
    database.getLobStorage().close(); // it has a thread
  }

  private void endSessions() {
    List<SessionLocal> sessions = List.of(database.getSessions(false));
    sessions.forEach(SessionLocal::lock);
    try {
      sessions.forEach(OpenH2Database::end);
    } finally {
      sessions.forEach(SessionLocal::unlock);
    }
  }

  private static void end(SessionLocal session) {
    try {
      session.close();
    } catch (RuntimeException broken) {
      LOG.debug("A connection to a database that is given up", broken);
    }
  }
}
