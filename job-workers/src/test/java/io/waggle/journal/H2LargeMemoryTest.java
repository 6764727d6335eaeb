package io.waggle.journal;

import java.nio.file.Path;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class H2LargeMemoryTest implements LargeMemoryContract {
  private static JdbcConnectionPool database;
  private static JournalFixture one;

  @BeforeAll
  static void open(@TempDir Path folder) {
    database = JdbcConnectionPool.create("jdbc:h2:file:" + folder.resolve("journal"), "", "");
    one = JournalFixture.on(database);
  }

  @AfterAll
  static void close() {
    database.dispose();
  }

  @Override
  public String series(int last) {
    return "(select x from system_range(1, %d)) series".formatted(last);
  }

  @Override
  public JournalFixture one() {
    return one;
  }

  @Override
  public JournalFixture other() {
    return one;
  }
}
