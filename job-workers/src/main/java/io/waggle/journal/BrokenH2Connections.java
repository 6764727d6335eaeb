package io.waggle.journal;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Empties the pool when the process that has the H2 file open is gone: with one connection to it,
 * all of them are of no use any more, and the pool would find out one by one.
 */
record BrokenH2Connections(HikariDataSource pool) implements SQLExceptionOverride {
  /** Connection broken, database closed, closing at shutdown, object closed. */
  private static final Set<Integer> GONE = Set.of(90067, 90098, 90121, 90007);

  /**
   * @return whether the process that has the file open went away in the middle
   */
  static boolean areCauseOf(Throwable thrown) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
        .anyMatch(cause -> cause instanceof SQLException sql && GONE.contains(sql.getErrorCode()));
  }

  @java.lang.Override
  public SQLExceptionOverride.Override adjudicate(SQLException thrown) {
    if (!GONE.contains(thrown.getErrorCode())) {
      return SQLExceptionOverride.Override.CONTINUE_EVICT;
    }
    if (pool.isRunning()) {
      pool.getHikariPoolMXBean().softEvictConnections();
    }
    return SQLExceptionOverride.Override.MUST_EVICT;
  }
}
