package io.waggle.journal;

import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;

/** A registry of worker processes, in memory, for tests of other packages. */
public final class RegistryFixture {
  private RegistryFixture() {}

  public static WorkerRegistry inMemory() {
    return JournalFixture.on(
            JdbcConnectionPool.create(
                "jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID()), "", ""))
        .workers();
  }
}
