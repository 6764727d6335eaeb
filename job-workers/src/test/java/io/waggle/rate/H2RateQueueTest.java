package io.waggle.rate;

import io.waggle.journal.RateLedgers;
import java.nio.file.Path;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class H2RateQueueTest implements RateQueueContract {
  private static JdbcConnectionPool database;
  private static RateLedgers one;
  private static RateLedgers other;

  @BeforeAll
  static void open(@TempDir Path folder) {
    database = JdbcConnectionPool.create("jdbc:h2:file:" + folder.resolve("journal"), "", "");
    one = RateLedgers.on(database);
    other = RateLedgers.on(database);
  }

  @AfterAll
  static void close() {
    database.dispose();
  }

  @Override
  public RateLedgers one() {
    return one;
  }

  @Override
  public RateLedgers other() {
    return other;
  }
}
