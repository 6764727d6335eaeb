package io.waggle.journal;

import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * A journal in memory, for tests of other packages.
 *
 * @param workers who is there
 * @param held which agents they hold
 * @param marks of engines
 * @param runs by their names
 * @param forks of them
 * @param journal what is recorded
 * @param families of runs
 */
public record RegistryFixture(
    WorkerRegistry workers,
    HeldAgents held,
    EngineMarks marks,
    RunRegistry runs,
    RunForks forks,
    Journal journal,
    Families families) {

  public static RegistryFixture inMemory() {
    JournalFixture journal =
        JournalFixture.on(
            JdbcConnectionPool.create(
                "jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID()), "", ""));
    return new RegistryFixture(
        journal.workers(),
        journal.held(),
        journal.marks(),
        journal.runs(),
        journal.forks(),
        journal.journal(),
        journal.families());
  }
}
