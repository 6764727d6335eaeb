package io.waggle.journal;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
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

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private H2Exit() {}

  /** Closes the pool, and the database with it where this process has it open and nobody else. */
  static void close(HikariDataSource pool) {
    // one that another process has open, or nobody, would be waited for
    if (pool.getDataSource() instanceof SharedH2DataSource shared && shared.isOpenHere()) {
      closeWithLastConnection(pool, shared);
    } else {
      pool.close();
    }
  }

  /** Its last write may be waiting for a full disk. */
  private static void closeWithLastConnection(HikariDataSource pool, SharedH2DataSource database) {
    Thread closing =
        Thread.ofPlatform()
            .daemon()
            .name("journal-closing")
            .start(() -> closeInTheEnd(pool, database));
    if (!hasEnded(closing)) {
      LOG.warn(
          "The journal's database is left as it is; the next process opens it as after a kill.");
    }
  }

  /** Also for a thread that is interrupted: jobs and streams that end may leave it so. */
  private static boolean hasEnded(Thread closing) {
    boolean interrupted = Thread.interrupted();
    try {
      return closing.join(PATIENCE);
    } catch (InterruptedException hurried) {
      interrupted = true;
      return false;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void closeInTheEnd(HikariDataSource pool, SharedH2DataSource database) {
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
}
