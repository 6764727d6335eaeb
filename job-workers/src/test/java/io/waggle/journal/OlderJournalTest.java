package io.waggle.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** A journal of before runs had names, and what only looks like one. */
class OlderJournalTest {
  private static EmbeddedPostgres postgres;

  enum Database {
    H2,
    POSTGRES;

    DataSource fresh() {
      String name = "older_" + UUID.randomUUID().toString().replace("-", "");
      if (this == POSTGRES) {
        new JdbcTemplate(postgres.getPostgresDatabase()).execute("create database " + name);
        return postgres.getDatabase("postgres", name);
      }
      JdbcDataSource database = new JdbcDataSource();
      database.setUrl("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
      return database;
    }
  }

  @BeforeAll
  static void start() throws IOException {
    postgres = FreshPostgres.start();
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  @ParameterizedTest
  @EnumSource
  void shouldBeRefusedAndLeftAsItIs(Database make) {
    DataSource database = make.fresh();
    new JdbcTemplate(database).execute("create table waggle_journal (job_key bigint primary key)");

    assertRefused(database);

    assertThat(tables(database)).containsExactly("waggle_journal");
  }

  /** Of before its tables had a prefix and a history of their own. */
  @ParameterizedTest
  @EnumSource
  void shouldBeRefusedAlsoWhereItsTablesHaveNoPrefix(Database make) {
    DataSource database = make.fresh();
    migrate(database, "classpath:unprefixed");

    assertRefused(database);

    assertThat(tables(database))
        .containsExactlyInAnyOrder("journal", "worker", "flyway_schema_history");
  }

  @ParameterizedTest
  @EnumSource
  void shouldBeRefusedAlsoAmongTablesOfAnApplication(Database make) {
    DataSource database = make.fresh();
    migrate(database, "classpath:unprefixed", "classpath:unprefixed-and-own");

    assertRefused(database);

    assertThat(tables(database)).contains("invoice");
  }

  @ParameterizedTest
  @EnumSource
  void shouldNotTakeAnApplicationsOwnTableForIt(Database make) {
    DataSource database = make.fresh();
    migrate(database, "classpath:ledger/db/migration");

    JournalDatabase.share(database, "ledger");
    JournalDatabase.share(database, "ledger");

    assertThat(tables(database)).contains("journal", "waggle_journal", "waggle_run");
    assertThat(
            new JdbcTemplate(database)
                .queryForList(
                    "select \"script\" from \"flyway_schema_history\" where \"script\" <> ''",
                    String.class))
        .containsExactly("V1__journal.sql");
  }

  private static void assertRefused(DataSource database) {
    assertThatThrownBy(() -> JournalDatabase.share(database, "ledger"))
        .isInstanceOfSatisfying(
            JournalDatabaseException.class,
            refused -> {
              assertThat(refused)
                  .hasMessageContaining("a snapshot before 0.1.0")
                  .hasMessageContaining("by the engine's keys");
              assertThat(refused.advice())
                  .contains("Let its runs end with that snapshot")
                  .contains("waggle.journal.url");
            });
  }

  private static void migrate(DataSource database, String... locations) {
    Flyway.configure().dataSource(database).locations(locations).load().migrate();
  }

  private static List<String> tables(DataSource database) {
    return new JdbcTemplate(database)
        .queryForList(
            "select lower(table_name) from information_schema.tables where lower(table_schema) = 'public'",
            String.class);
  }
}
