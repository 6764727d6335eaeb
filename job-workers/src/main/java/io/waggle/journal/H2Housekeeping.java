package io.waggle.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets an H2 file use its space again. Each commit writes the changed pages once more, some 25 KB
 * for a row, and what is still in use of those written before keeps the rest in the file. H2 tidies
 * up by itself only where commits may wait; those of the journal do not ({@code WRITE_DELAY=0}). Of
 * the processes that share a file, the one that has it open does it.
 */
final class H2Housekeeping implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(H2Housekeeping.class);
  static final Duration INTERVAL = Duration.ofSeconds(5);

  /** Percent of what the file has that are in use; H2's own aim is higher, and takes more time. */
  private static final int LEAST_IN_USE = 50;

  /** Bytes that are written again in one go: commits wait meanwhile. */
  private static final int STEP = 1 << 20;

  private static final int STEPS = 20;

  private final DataSource source;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("journal-housekeeping").daemon().factory());

  private H2Housekeeping(DataSource source) {
    this.source = source;
  }

  /**
   * @param source of connections to an H2 database
   * @param interval between two looks
   */
  static H2Housekeeping start(DataSource source, Duration interval) {
    H2Housekeeping housekeeping = new H2Housekeeping(source);
    var unused =
        housekeeping.thread.scheduleWithFixedDelay(
            housekeeping::tidyUp, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    return housekeeping;
  }

  private void tidyUp() {
    try {
      MVStore store = store();
      if (store != null) {
        tidyUp(store);
      }
    } catch (SQLException | RuntimeException awayOrFull) {
      LOG.debug("The journal's file is not tidied up", awayOrFull);
    }
  }

  /** What was written again elsewhere is given up in the file by the commit. */
  private void tidyUp(MVStore store) {
    for (int step = 0;
        step < STEPS && !thread.isShutdown() && store.compact(LEAST_IN_USE, STEP);
        step++) {
      var unused = store.commit();
    }
  }

  /** Null where another process has the file, and where H2 does this itself. */
  private @Nullable MVStore store() throws SQLException {
    try (Connection connection = source.getConnection()) {
      return connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal session
              && session.getDatabase().isPersistent()
              && session.getDatabase().getStore().getMvStore().getAutoCommitDelay() == 0
          ? session.getDatabase().getStore().getMvStore()
          : null;
    }
  }

  /** A step that has begun ends by itself: an interruption would close the file. */
  @Override
  public void close() {
    thread.shutdown();
  }
}
