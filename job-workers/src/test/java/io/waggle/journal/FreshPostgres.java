package io.waggle.journal;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;

/** A PostgreSQL for one test class. */
public final class FreshPostgres {
  /** By itself it has ten seconds, which may be too few where much else starts. */
  private static final Duration STARTS_WITHIN = Duration.ofMinutes(2);

  private FreshPostgres() {}

  /** Starts one with nothing in it. */
  public static EmbeddedPostgres start() throws IOException {
    return EmbeddedPostgres.builder().setPGStartupWait(STARTS_WITHIN).start();
  }
}
