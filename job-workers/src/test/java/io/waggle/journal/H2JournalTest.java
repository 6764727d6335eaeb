package io.waggle.journal;

import java.nio.file.Path;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class H2JournalTest
    implements JournalContract,
        UndoContract,
        RecreatedJobContract,
        FamilyContract,
        EpochContract,
        EpochRaceContract,
        ForkContract,
        DraftContract,
        MemoryContract,
        MemoryVectorContract,
        FactErasureContract,
        KeptAnswersContract,
        UnwrittenIntentContract,
        LateIntentContract,
        OutcomeWriterContract,
        RunListContract,
        RunRegistryContract {
  private static JdbcConnectionPool database;
  private static JournalFixture one;
  private static JournalFixture other;

  @BeforeAll
  static void open(@TempDir Path folder) {
    database =
        JdbcConnectionPool.create("jdbc:h2:file:" + folder.resolve("with space/journal"), "", "");
    one = JournalFixture.on(database);
    other = JournalFixture.again(database);
  }

  @AfterAll
  static void close() {
    one.journal().close();
    other.journal().close();
    database.dispose();
  }

  @Override
  public JournalFixture one() {
    return one;
  }

  @Override
  public JournalFixture other() {
    return other;
  }
}
