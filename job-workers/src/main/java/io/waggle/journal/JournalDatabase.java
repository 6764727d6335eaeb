package io.waggle.journal;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The journal's database, with the tables at their newest version. It holds its data source instead
 * of being one, so that an application's own data source, transactions and migrations are not
 * affected by it. Safe for use by several threads.
 */
public final class JournalDatabase implements AutoCloseable {
  private static final Set<String> PRODUCTS = Set.of("H2", "PostgreSQL");

  /** H2's own check takes a connection for valid whose database was closed for a full disk. */
  private static final String TEST_QUERY = "select 1";

  private final DataSource source;
  private final JdbcTransactionManager transactions;
  private final Runnable closing;

  private JournalDatabase(DataSource source, Runnable closing) {
    this.source = source;
    this.transactions = new JdbcTransactionManager(source);
    this.closing = closing;
  }

  /**
   * Opens a database of the journal's own.
   *
   * @param properties with a URL
   * @throws JournalDatabaseException if it cannot be reached, or its tables cannot be made
   */
  static JournalDatabase open(JournalDatabaseProperties properties) {
    return open(properties, pool -> {});
  }

  /**
   * Opens the default journal, in a private folder.
   *
   * @param properties without a login
   * @param url of the default journal
   * @throws JournalDatabaseException if it cannot be private, cannot be reached, or its tables
   *     cannot be made
   */
  static JournalDatabase openDefault(JournalDatabaseProperties properties, String url) {
    DefaultJournal journal = DefaultJournal.at(url);
    return properties.username() == null && properties.password() == null
        ? open(properties.orUrl(url), journal::admit)
        : open(properties.orUrl(url));
  }

  /** What has to be done with a database before it is used. */
  private interface Preparation {
    void on(HikariDataSource pool) throws SQLException;
  }

  private static JournalDatabase open(
      JournalDatabaseProperties properties, Preparation preparation) {
    HikariDataSource pool = pool(properties);
    try {
      preparation.on(pool);
      JournalSchema.migrate(pool);
      return new JournalDatabase(pool, closing(pool));
    } catch (FlywayException | SQLException unusable) {
      pool.close();
      throw JournalDatabaseException.of(
          "The journal's database",
          "Set waggle.journal.url (or waggle.home, the folder of the default database) to a"
              + " database that this process can reach and write, with waggle.journal.username"
              + " and .password, and start the application again.",
          unusable);
    }
  }

  private static Runnable closing(HikariDataSource pool) {
    if (!pool.getJdbcUrl().startsWith("jdbc:h2:")) {
      return pool::close;
    }
    H2Housekeeping housekeeping = H2Housekeeping.start(pool, H2Housekeeping.INTERVAL);
    return () -> {
      housekeeping.close();
      H2Exit.close(pool);
    };
  }

  /**
   * Uses a data source of the application, and leaves it open.
   *
   * @param name of the bean
   * @throws JournalDatabaseException if it cannot be reached, is of another make, or the tables
   *     cannot be made
   */
  static JournalDatabase share(DataSource source, String name) {
    String database =
        "The data source '%s' of the application, which waggle.journal.data-source names for the journal,"
            .formatted(name);
    String advice =
        "Let its user reach the database and make tables in it; or remove"
            + " waggle.journal.data-source, and the journal has a database of its own.";
    try {
      String product = product(source);
      if (!PRODUCTS.contains(product)) {
        throw new JournalDatabaseException(
            "%s is %s; the journal needs H2 or PostgreSQL.".formatted(database, product),
            "Remove waggle.journal.data-source, and the journal has a database of its own.",
            null);
      }
      DataSource committing = new AutoCommitDataSource(source);
      JournalSchema.migrate(committing);
      return new JournalDatabase(committing, () -> {});
    } catch (FlywayException | SQLException unusable) {
      throw JournalDatabaseException.of(database, advice, unusable);
    }
  }

  private static String product(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection()) {
      return connection.getMetaData().getDatabaseProductName();
    }
  }

  /** Not connected yet. */
  static HikariDataSource pool(JournalDatabaseProperties properties) {
    HikariDataSource pool = new HikariDataSource();
    pool.setPoolName("waggle-journal");
    pool.setJdbcUrl(Objects.requireNonNull(properties.url()));
    pool.setUsername(properties.username());
    pool.setPassword(properties.password());
    pool.setMaximumPoolSize(properties.maximumPoolSize());
    pool.setConnectionTimeout(properties.connectionTimeout().toMillis());
    pool.setConnectionTestQuery(TEST_QUERY);
    SharedH2DataSource.serve(pool);
    return pool;
  }

  JdbcOperations statements() {
    return new JdbcTemplate(source);
  }

  JdbcClient jdbc() {
    return JdbcClient.create(source);
  }

  TransactionTemplate transactions() {
    return new TransactionTemplate(transactions);
  }

  /** For those who look after its health; nobody else reads or writes it. */
  public DataSource dataSource() {
    return source;
  }

  /** Why its H2 file cannot be written to, where this process has it open; empty if it can. */
  public Optional<String> diskTrouble() {
    return PatientChannel.trouble();
  }

  @Override
  public void close() {
    closing.run();
  }
}
