package io.waggle.journal;

import java.time.Clock;
import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * Memories in memory, for tests of other packages.
 *
 * @param tables what is remembered
 * @param search for it
 * @param vectors of it
 */
public record MemoryFixture(MemoryTables tables, MemorySearch search, MemoryVectors vectors) {

  public static MemoryFixture inMemory() {
    JournalFixture journal =
        JournalFixture.on(
            JdbcConnectionPool.create(
                "jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID()), "", ""));
    DatabasePatience patience = new DatabasePatience(4);
    MemoryTables tables =
        new MemoryTables(journal.jdbc(), journal.transactions(), patience, Clock.systemUTC());
    return new MemoryFixture(
        tables,
        new MemorySearch(journal.jdbc(), tables, patience),
        new MemoryVectors(journal.jdbc(), patience));
  }
}
