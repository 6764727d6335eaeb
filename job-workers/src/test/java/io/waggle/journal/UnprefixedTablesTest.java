package io.waggle.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.bpmn.JobType;
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

/** A journal as it was before its tables had names and a history of their own. */
class UnprefixedTablesTest {
  private static final JournaledJob JOB = JournalCase.job(7, JobType.TOOL);
  private static EmbeddedPostgres postgres;

  enum Database {
    H2,
    POSTGRES;

    DataSource fresh() {
      String name = "unprefixed_" + UUID.randomUUID().toString().replace("-", "");
      if (this == POSTGRES) {
        new JdbcTemplate(postgres.getPostgresDatabase()).execute("create database " + name);
        return postgres.getDatabase("postgres", name);
      }
      JdbcDataSource database = new JdbcDataSource();
      database.setUrl("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
      return database;
    }

    /** With a job that was recorded, and one that a worker is at. */
    DataSource unprefixed(String... locations) {
      DataSource database = fresh();
      Flyway.configure().dataSource(database).locations(locations).load().migrate();
      JdbcTemplate jdbc = new JdbcTemplate(database);
      String row =
          """
          insert into journal (job_key, process_instance_key, run_key, root_key, agent, verb, owner,
            outcome, messages, content, recorded_at)
          values (%d, 7, 7, 7, 'a', 'TOOL', 'w', %s)
          """;
      jdbc.execute(row.formatted(JOB.key(), "'{}', '[]', 'done', current_timestamp"));
      jdbc.execute(row.formatted(JOB.key() + 1, "null, null, null, null"));
      jdbc.execute(
          "insert into worker (id, host, pid, started, beat) values ('w', 'h', 1, 's', 0)");
      return database;
    }
  }

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.start();
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  @ParameterizedTest
  @EnumSource
  void shouldBeAdoptedWithAllThatIsInIt(Database make) throws Exception {
    DataSource database = make.unprefixed("classpath:unprefixed");

    JournalFixture adopted = JournalFixture.on(database);

    assertThat(adopted.journal().get(Long.toString(JOB.key())).content()).isEqualTo("done");
    assertThat(adopted.workers().heartbeats())
        .singleElement()
        .satisfies(worker -> assertThat(worker.process().id()).isEqualTo("w"));
    assertThat(adopted.workers().bury(adopted.workers().heartbeats().getFirst().process()))
        .extracting(WorkerRegistry.Orphan::jobKey)
        .contains(JOB.key() + 1);
    assertThat(tables(database))
        .containsExactlyInAnyOrder(
            "waggle_journal",
            "waggle_worker",
            "waggle_worker_agent",
            "waggle_engine",
            "waggle_schema_history");
    assertThat(indexes(database)).allMatch(index -> index.startsWith("waggle_"));
    assertThat(indexes(database)).containsExactlyElementsOf(indexes(freshlyMade(make)));
  }

  @ParameterizedTest
  @EnumSource
  void shouldStayAdoptedWhenTheNextWorkerStarts(Database make) {
    DataSource database = make.unprefixed("classpath:unprefixed");

    JournalFixture.on(database);
    JournalFixture next = JournalFixture.on(database);

    assertThat(next.journal().get(Long.toString(JOB.key())).content()).isEqualTo("done");
  }

  @ParameterizedTest
  @EnumSource
  void shouldBeAdoptedToTheEndAfterAWorkerThatDiedInTheMiddle(Database make) {
    DataSource database = make.unprefixed("classpath:unprefixed");
    new JdbcTemplate(database).execute("alter table journal rename to waggle_journal");

    JournalFixture adopted = JournalFixture.on(database);

    assertThat(adopted.journal().get(Long.toString(JOB.key())).content()).isEqualTo("done");
    assertThat(adopted.workers().heartbeats()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void shouldLeaveWhatElseIsInTheDefaultHistory(Database make) {
    DataSource database = make.unprefixed("classpath:unprefixed", "classpath:unprefixed-and-own");

    JournalFixture.on(database);

    assertThat(tables(database)).contains("flyway_schema_history", "invoice");
    assertThat(scripts(database)).containsExactly("V100__invoice.sql");
    assertThat(
            Flyway.configure()
                .dataSource(database)
                .locations("classpath:unprefixed-and-own")
                .load()
                .migrate()
                .migrationsExecuted)
        .isZero();
  }

  @ParameterizedTest
  @EnumSource
  void shouldNotTakeAnApplicationsOwnTableForIt(Database make) {
    DataSource database = make.fresh();
    Flyway.configure()
        .dataSource(database)
        .locations("classpath:ledger/db/migration")
        .load()
        .migrate();

    JournalFixture.on(database);

    assertThat(tables(database)).contains("journal", "waggle_journal");
    assertThat(scripts(database)).containsExactly("V1__journal.sql");
  }

  private static DataSource freshlyMade(Database make) {
    DataSource database = make.fresh();
    JournalFixture.on(database);
    return database;
  }

  private static List<String> tables(DataSource database) {
    return new JdbcTemplate(database)
        .queryForList(
            "select lower(table_name) from information_schema.tables where lower(table_schema) = 'public'",
            String.class);
  }

  private static List<String> scripts(DataSource database) {
    return new JdbcTemplate(database)
        .queryForList(
            "select \"script\" from \"flyway_schema_history\" where \"script\" <> '' order by \"installed_rank\"",
            String.class);
  }

  /** Those that have names of ours. */
  private static List<String> indexes(DataSource database) {
    boolean h2 = database instanceof JdbcDataSource;
    return new JdbcTemplate(database)
        .queryForList(
            h2
                ? "select lower(index_name) n from information_schema.indexes where lower(table_name) = 'waggle_journal' and index_type_name not like 'PRIMARY%' order by n"
                : "select indexname from pg_indexes where tablename = 'waggle_journal' and indexname not like '%pkey' order by indexname",
            String.class);
  }
}
