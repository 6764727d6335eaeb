package io.waggle.journal;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresJournalTest implements JournalContract {
  private static EmbeddedPostgres postgres;
  private static Journal journal;

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.start();
    journal = JournalContract.on(postgres.getPostgresDatabase());
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  @Override
  public Journal journal() {
    return journal;
  }
}
