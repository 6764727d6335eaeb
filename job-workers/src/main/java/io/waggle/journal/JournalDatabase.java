package io.waggle.journal;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The journal's database: a pool of connections, the tables at their newest version. It holds its
 * data source instead of being one, so that an application's own data source, transactions and
 * migrations are not affected by it. Safe for use by several threads.
 */
public final class JournalDatabase implements AutoCloseable {
  /** H2's own check takes a connection for valid whose database was closed for a full disk. */
  private static final String TEST_QUERY = "select 1";

  private final HikariDataSource pool;
  private final JdbcTransactionManager transactions;

  private JournalDatabase(HikariDataSource pool) {
    this.pool = pool;
    this.transactions = new JdbcTransactionManager(pool);
  }

  /**
   * Connects, and brings the tables to their newest version.
   *
   * @throws JournalDatabaseException if that cannot be done
   */
  static JournalDatabase open(JournalDatabaseProperties properties) {
    HikariDataSource pool = pool(properties);
    try {
      JournalSchema.migrate(pool);
      return new JournalDatabase(pool);
    } catch (FlywayException | SQLException e) {
      pool.close();
      throw new JournalDatabaseException(e);
    }
  }

  /** Not connected yet. */
  static HikariDataSource pool(JournalDatabaseProperties properties) {
    HikariDataSource pool = new HikariDataSource();
    pool.setPoolName("waggle-journal");
    pool.setJdbcUrl(properties.url());
    pool.setUsername(properties.username());
    pool.setPassword(properties.password());
    pool.setMaximumPoolSize(properties.maximumPoolSize());
    pool.setConnectionTimeout(properties.connectionTimeout().toMillis());
    pool.setConnectionTestQuery(TEST_QUERY);
    SharedH2DataSource.serve(pool);
    return pool;
  }

  JdbcClient jdbc() {
    return JdbcClient.create(pool);
  }

  TransactionTemplate transactions() {
    return new TransactionTemplate(transactions);
  }

  /** For those who look after its health; nobody else reads or writes it. */
  public DataSource dataSource() {
    return pool;
  }

  @Override
  public void close() {
    pool.close();
  }
}
