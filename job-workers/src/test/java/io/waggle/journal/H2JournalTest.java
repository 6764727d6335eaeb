package io.waggle.journal;

import java.nio.file.Path;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class H2JournalTest implements JournalContract {
  private static Journal journal;

  @BeforeAll
  static void open(@TempDir Path folder) {
    JdbcDataSource database = new JdbcDataSource();
    database.setUrl("jdbc:h2:file:" + folder.resolve("with space/journal"));
    journal = JournalContract.on(database);
  }

  @Override
  public Journal journal() {
    return journal;
  }
}
