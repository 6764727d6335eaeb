package com.example.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.waggle.agent.Agent;
import io.waggle.engine.WorkerLifecycle;
import io.waggle.journal.JournalDatabase;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

/** Applications with other databases than one with Flyway; none of them reaches a cluster. */
@ExtendWith(OutputCaptureExtension.class)
class OtherGuestsIT {
  private static final String[] NO_CLUSTER = {
    "camunda.client.grpc-address=http://127.0.0.1:1",
    "camunda.client.rest-address=http://127.0.0.1:1",
    "waggle.providers.play.base-url=http://127.0.0.1:1"
  };

  private final String own = "jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID());
  private final String journal = "jdbc:h2:mem:" + UUID.randomUUID();

  @EnableAutoConfiguration
  static class Plain {
    @Bean
    Agent clerk() {
      return Agent.named("clerk").model("play:clerk").instructions("You are a clerk.").build();
    }
  }

  @EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
  static class WithoutDatabase extends Plain {}

  static class WithMigrationInJava extends Plain {
    @Bean
    JavaMigration migration() {
      return new V1__Invoice();
    }
  }

  /** Flyway reads the version from the name. */
  static final class V1__Invoice extends BaseJavaMigration {
    @Override
    public void migrate(Context context) throws Exception {
      try (var sql = context.getConnection().createStatement()) {
        sql.execute("create table invoice (id bigint primary key)");
      }
    }
  }

  private static String[] settings(String... more) {
    return Stream.of(NO_CLUSTER, new String[] {"server.port=0"}, more)
        .flatMap(Stream::of)
        .toArray(String[]::new);
  }

  private static List<String> ownTables(ConfigurableApplicationContext application) {
    return GuestIT.tables(application.getBean(DataSource.class));
  }

  private static List<String> journalTables(ConfigurableApplicationContext application) {
    return GuestIT.tables(application.getBean(JournalDatabase.class).dataSource());
  }

  @Test
  void shouldHaveTheJournalInTheApplicationsDatabaseWhereThatIsAskedFor() {
    String[] settings =
        settings("spring.datasource.url=" + own, "waggle.journal.data-source=dataSource");

    OwnClassPath.start(Plain.class, settings).close();
    try (var again = OwnClassPath.start(Plain.class, settings)) {
      assertThat(ownTables(again))
          .containsExactlyInAnyOrder(
              "flyway_schema_history",
              "journal",
              "worker",
              "waggle_schema_history",
              "waggle_schema_lock",
              "waggle_engine",
              "waggle_run",
              "waggle_definition",
              "waggle_memory",
              "waggle_memory_fact",
              "waggle_memory_run",
              "waggle_memory_vector",
              "waggle_memory_word",
              "waggle_engine_lock",
              "waggle_rate",
              "waggle_rate_queue",
              "waggle_worker_agent",
              "waggle_journal",
              "waggle_worker");
      assertThat(journalTables(again)).isEqualTo(ownTables(again));
    }
  }

  @Test
  void shouldHaveTheJournalBesideTheApplicationsTablesByTheSameUrl() {
    try (var application =
        OwnClassPath.start(
            Plain.class,
            settings(
                "spring.datasource.url=" + own,
                "waggle.journal.url=" + own,
                "waggle.journal.username=sa"))) {
      assertThat(ownTables(application)).contains("journal", "waggle_journal");
      assertThat(application.getBean(JournalDatabase.class).dataSource())
          .isNotSameAs(application.getBean(DataSource.class));
    }
  }

  @Test
  void shouldStartWithoutAnyDataSource() {
    try (var application =
        OwnClassPath.startBare(WithoutDatabase.class, settings("waggle.journal.url=" + journal))) {
      assertThat(application.getBeansOfType(DataSource.class)).isEmpty();
      assertThat(application.getBeansOfType(Flyway.class)).isEmpty();
      assertThat(journalTables(application)).contains("waggle_journal");
    }
  }

  @Test
  void shouldMigrateTheJournalAloneWhereTheApplicationsFlywayIsSwitchedOff() {
    try (var application =
        OwnClassPath.start(
            Plain.class,
            settings(
                "spring.datasource.url=" + own,
                "spring.flyway.enabled=false",
                "waggle.journal.url=" + journal))) {
      assertThat(ownTables(application)).isEmpty();
      assertThat(journalTables(application)).contains("waggle_journal");
    }
  }

  /** Flyway would refuse a database with tables and no history. */
  @Test
  void shouldLeaveADatabaseAloneThatNoFlywayWasAskedToLookAfter() {
    try (var application =
        OwnClassPath.startBare(
            Plain.class,
            settings(
                "spring.datasource.url=" + own + ";INIT=create table if not exists invoice(id int)",
                "waggle.journal.url=" + journal))) {
      assertThat(application.getBeansOfType(Flyway.class)).isEmpty();
      assertThat(ownTables(application)).containsExactly("invoice");
    }
  }

  @Test
  void shouldRunMigrationsThatAreBeansOfTheApplication() {
    try (var application =
        OwnClassPath.startBare(
            WithMigrationInJava.class,
            settings("spring.datasource.url=" + own, "waggle.journal.url=" + journal))) {
      assertThat(ownTables(application))
          .containsExactlyInAnyOrder("invoice", "flyway_schema_history");
    }
  }

  @Test
  void shouldNotBlameTheJournalForAMigrationOfTheApplication(CapturedOutput console) {
    assertThatThrownBy(
            () ->
                OwnClassPath.startBare(
                    Plain.class,
                    settings(
                        "spring.datasource.url=" + own,
                        "spring.flyway.locations=classpath:broken",
                        "waggle.journal.url=" + journal)))
        .hasStackTraceContaining("V1__broken.sql");
    assertThat(console.getAll()).contains("V1__broken.sql").doesNotContain("waggle.journal");
  }

  @Test
  void shouldSayWhichDataSourcesThereAreWhereTheNamedOneIsMissing(CapturedOutput console) {
    assertThatThrownBy(
            () ->
                OwnClassPath.startBare(
                    Plain.class,
                    settings("spring.datasource.url=" + own, "waggle.journal.data-source=ledger")))
        .isInstanceOf(RuntimeException.class);
    assertThat(console.getAll())
        .contains("waggle.journal.data-source names 'ledger'")
        .contains("Name one that it has ([dataSource]), or remove the setting.");
  }

  @Test
  void shouldStartAndWaitForAClusterThatIsAway(CapturedOutput console) {
    try (var application =
        OwnClassPath.startBare(Plain.class, settings("waggle.journal.url=" + journal))) {
      assertThat(application.isRunning()).isTrue();
      assertThat(application.getBean(WorkerLifecycle.class).isSubscribed()).isFalse();
      await().until(() -> console.getAll().contains("Waiting for Zeebe at http://127.0.0.1:1"));
    }
  }

  /** That is how Camunda's starter has it; nothing of Waggle's is switched on or off for it. */
  @Test
  void shouldNotStartWithADeploymentOfItsOwnWhereTheClusterIsAway() {
    assertThatThrownBy(
            () ->
                OwnClassPath.start(
                    LedgerApplication.class,
                    settings("spring.datasource.url=" + own, "waggle.journal.url=" + journal)))
        .hasMessageContaining("camundaLifecycleEventProducer");
  }

  @Test
  void shouldServeNothingWhereCamundasClientIsSwitchedOff() {
    try (var application =
        OwnClassPath.startBare(Plain.class, settings("camunda.client.enabled=false"))) {
      assertThat(application.getBeansOfType(WorkerLifecycle.class)).isEmpty();
      assertThat(application.getBeansOfType(JdbcTemplate.class)).isNotEmpty();
    }
  }
}
