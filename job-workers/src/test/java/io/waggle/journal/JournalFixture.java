package io.waggle.journal;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/** A journal on a database, as a worker process opens it. */
record JournalFixture(
    Journal journal,
    RunRegistry runs,
    RunForks forks,
    Families families,
    UndoableCalls undoable,
    WorkerRegistry workers,
    HeldAgents held,
    EngineMarks marks,
    JdbcClient jdbc,
    TransactionTemplate transactions,
    DataSource source) {

  static JournalFixture on(DataSource database) {
    try {
      JournalSchema.migrate(database);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return again(database);
  }

  /** As another process opens it: nothing is in its memory. */
  static JournalFixture again(DataSource database) {
    return again(database, Duration.ofMinutes(1));
  }

  /**
   * @param intentDelay how long an intent may stay unwritten
   */
  static JournalFixture again(DataSource database, Duration intentDelay) {
    JdbcClient jdbc = JdbcClient.create(database);
    TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    WorkerRegistry workers = new WorkerRegistry(jdbc, transaction, new DatabasePatience(1));
    DatabasePatience patience = new DatabasePatience(4);
    JournalTables tables =
        new JournalTables(
            new JdbcTemplate(database),
            transaction,
            workers,
            new JournalJson(new ObjectMapper()),
            Clock.systemUTC());
    return new JournalFixture(
        new Journal(
            tables,
            patience,
            new JournalProperties(
                DataSize.ofKilobytes(600),
                DataSize.ofMegabytes(8),
                Duration.ofDays(30),
                intentDelay)),
        new RunRegistry(jdbc, transaction, patience, Clock.systemUTC()),
        new RunForks(jdbc, transaction, patience, Clock.systemUTC()),
        new Families(jdbc, patience),
        new UndoableCalls(jdbc, patience),
        workers,
        new HeldAgents(jdbc, transaction, patience),
        new EngineMarks(jdbc, transaction, patience),
        jdbc,
        transaction,
        database);
  }
}
