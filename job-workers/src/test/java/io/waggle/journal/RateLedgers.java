package io.waggle.journal;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The part of a journal that keeps rate limits, for tests of other packages. */
public record RateLedgers(RateLedger ledger, WorkerRegistry workers, JdbcClient jdbc) {

  /** As one more worker process has it. */
  public static RateLedgers on(DataSource database) {
    JournalFixture journal = JournalFixture.on(database);
    RateLedger ledger =
        new RateLedger(
            journal.jdbc(),
            new TransactionTemplate(new JdbcTransactionManager(database)),
            new DatabasePatience(4),
            DatabaseClock.of(database));
    return new RateLedgers(ledger, journal.workers(), journal.jdbc());
  }
}
