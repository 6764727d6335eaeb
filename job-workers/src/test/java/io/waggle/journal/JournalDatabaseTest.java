package io.waggle.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** What the journal's database is, and what is said where it cannot be used. */
class JournalDatabaseTest {
  private final String url = "jdbc:h2:mem:" + UUID.randomUUID();

  private static JournalDatabaseProperties own(String url) {
    return new JournalDatabaseProperties(url, null, null, null, 5, Duration.ofSeconds(30));
  }

  private JdbcDataSource ofApplication() {
    JdbcDataSource database = new JdbcDataSource();
    database.setUrl(url + ";DB_CLOSE_DELAY=-1");
    return database;
  }

  @Test
  void shouldCloseADatabaseOfItsOwn() throws Exception {
    DataSource source;
    try (JournalDatabase database = JournalDatabase.open(own(url))) {
      source = database.dataSource();
      assertThat(source.getConnection()).isNotNull();
    }

    assertThatThrownBy(source::getConnection).isInstanceOf(SQLException.class);
  }

  @Test
  void shouldLeaveTheApplicationsDataSourceOpen() throws Exception {
    JdbcDataSource shared = ofApplication();

    JournalDatabase.share(shared, "ledger").close();

    try (Connection connection = shared.getConnection()) {
      assertThat(JournalSchema.has(connection, "waggle_journal")).isTrue();
    }
  }

  /** As applications with Hibernate often have it. */
  @Test
  void shouldKeepWhatItRecordsInAPoolThatCommitsNothingByItself() {
    try (HikariDataSource pool = new HikariDataSource()) {
      pool.setJdbcUrl(url);
      pool.setAutoCommit(false);
      JournalDatabase database = JournalDatabase.share(pool, "ledger");

      database.jdbc().sql("insert into waggle_worker values ('w', 'h', 1, 's', 'e', 0)").update();

      assertThat(
              database
                  .jdbc()
                  .sql("select count(*) from waggle_worker")
                  .query(Integer.class)
                  .single())
          .isEqualTo(1);
    }
  }

  /** The worker that had the file open for all has just been stopped. */
  @Test
  void shouldBeginAgainWhenTheFileChangesHandsMeanwhile() throws Exception {
    AtomicInteger connections = new AtomicInteger();
    DataSource changing =
        new DelegatingDataSource(ofApplication()) {
          @Override
          public Connection getConnection() throws SQLException {
            if (connections.incrementAndGet() == 2) {
              throw new SQLException("Connection is broken: \"session closed\"", "90067", 90067);
            }
            return super.getConnection();
          }
        };

    JournalSchema.migrate(changing);

    try (Connection connection = changing.getConnection()) {
      assertThat(JournalSchema.has(connection, "waggle_journal")).isTrue();
    }
  }

  @Test
  void shouldSayThatItsOwnDatabaseCannotBeReached() {
    assertThatThrownBy(
            () -> JournalDatabase.open(own("jdbc:postgresql://127.0.0.1:1/waggle?user=u")))
        .isInstanceOfSatisfying(
            JournalDatabaseException.class,
            refused -> {
              assertThat(refused)
                  .hasMessageStartingWith("The journal's database cannot be used: ")
                  .hasMessageContaining("127.0.0.1:1");
              assertThat(refused.advice()).startsWith("Set waggle.journal.url");
            });
  }

  @Test
  void shouldSayThatADataSourceOfTheApplicationCannotBeReached() {
    DataSource away = source(() -> DriverManager.getConnection("jdbc:postgresql://127.0.0.1:1/x"));

    assertThatThrownBy(() -> JournalDatabase.share(away, "ledger"))
        .isInstanceOfSatisfying(
            JournalDatabaseException.class,
            refused -> {
              assertThat(refused)
                  .hasMessageStartingWith("The data source 'ledger' of the application, which")
                  .hasMessageContaining("127.0.0.1:1");
              assertThat(refused.advice())
                  .contains("remove waggle.journal.data-source")
                  .doesNotContain("waggle.journal.url");
            });
  }

  @Test
  void shouldSayThatTheTablesAreNotThoseOfThisVersion() {
    JdbcDataSource shared = ofApplication();
    JournalDatabase.share(shared, "ledger");
    new JdbcTemplate(shared)
        .update("update \"waggle_schema_history\" set \"checksum\" = 1 where \"version\" = '1'");

    assertThatThrownBy(() -> JournalDatabase.share(shared, "ledger"))
        .isInstanceOfSatisfying(
            JournalDatabaseException.class,
            refused -> {
              assertThat(refused).hasMessageContaining("that this version of Waggle did not make");
              assertThat(refused.advice()).startsWith("Start the version of Waggle that made them");
            });
  }

  @Test
  void shouldTakeOneDatabaseOrTheOther() {
    assertThatThrownBy(
            () ->
                new JournalDatabaseProperties(url, null, null, "ledger", 10, Duration.ofSeconds(5)))
        .hasMessageContaining("waggle.journal.data-source contradicts waggle.journal.url");
  }

  @Test
  void shouldShowNoPassword() {
    assertThat(
            new JournalDatabaseProperties(
                    url + ";PASSWORD=hush", "u", "hush", null, 10, Duration.ofSeconds(5))
                .toString())
        .doesNotContain("hush");
    assertThatThrownBy(() -> own("postgres://u:hush@localhost/waggle"))
        .hasMessageNotContaining("hush");
  }

  private static DataSource source(Opening opening) {
    return new AbstractDataSource() {
      @Override
      public Connection getConnection() throws SQLException {
        return opening.open();
      }

      @Override
      public Connection getConnection(String username, String password) throws SQLException {
        return opening.open();
      }
    };
  }

  private interface Opening {
    Connection open() throws SQLException;
  }
}
