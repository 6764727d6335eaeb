package io.waggle.journal;

import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * A registry of worker processes, in memory, for tests of other packages.
 *
 * @param workers who is there
 * @param held which agents they hold
 */
public record RegistryFixture(WorkerRegistry workers, HeldAgents held) {

  public static RegistryFixture inMemory() {
    JournalFixture journal =
        JournalFixture.on(
            JdbcConnectionPool.create(
                "jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID()), "", ""));
    return new RegistryFixture(journal.workers(), journal.held());
  }
}
