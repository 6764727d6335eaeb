package io.waggle.rate;

import io.waggle.journal.FreshPostgres;
import io.waggle.journal.RateLedgers;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresRateQueueTest implements RateQueueContract {
  private static EmbeddedPostgres postgres;
  private static RateLedgers one;
  private static RateLedgers other;

  @BeforeAll
  static void start() throws IOException {
    postgres = FreshPostgres.start();
    one = RateLedgers.on(postgres.getPostgresDatabase());
    other = RateLedgers.on(postgres.getPostgresDatabase());
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
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
