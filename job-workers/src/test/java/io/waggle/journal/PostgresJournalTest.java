package io.waggle.journal;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresJournalTest
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
        LargeMemoryContract,
        KeptAnswersContract,
        UnwrittenIntentContract,
        LateIntentContract,
        OutcomeWriterContract,
        RunListContract,
        RunRegistryContract {
  private static EmbeddedPostgres postgres;
  private static JournalFixture one;
  private static JournalFixture other;

  @BeforeAll
  static void start() throws IOException {
    postgres = FreshPostgres.start();
    one = JournalFixture.on(postgres.getPostgresDatabase());
    other = JournalFixture.again(postgres.getPostgresDatabase());
  }

  @AfterAll
  static void stop() throws IOException {
    one.journal().close();
    other.journal().close();
    postgres.close();
  }

  @Override
  public JournalFixture one() {
    return one;
  }

  @Override
  public JournalFixture other() {
    return other;
  }

  @Override
  public String series(int last) {
    return "generate_series(1, %d) series (x)".formatted(last);
  }
}
