package com.example.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.camunda.client.CamundaClient;
import io.waggle.bpmn.Models;
import io.waggle.embedded.EmbeddedEngine;
import io.waggle.engine.WorkerLifecycle;
import io.waggle.journal.JournalDatabase;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.ScriptedModel;
import io.waggle.scripted.When;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** An application of somebody's own, with an agent in it: all that it has stays its own. */
class GuestIT {
  private static EmbeddedEngine engine;
  private static ScriptedModel model;
  private static ConfigurableApplicationContext ledger;

  @BeforeAll
  static void start() {
    engine = EmbeddedEngine.start();
    model =
        ScriptedModel.start(
            Screenplay.role("bookkeeper")
                .on(When.turn(0))
                .reply(Reply.call("book", Map.of("account", "rent", "cents", 70_000)))
                .on(When.turn(1))
                .reply("Booked.")
                .build());
    ledger =
        OwnClassPath.start(
            LedgerApplication.class,
            "camunda.client.grpc-address=" + engine.grpcAddress(),
            "camunda.client.rest-address=" + engine.restAddress(),
            "waggle.journal.url=jdbc:h2:mem:" + UUID.randomUUID(),
            "waggle.providers.play.base-url=" + model.baseUrl());
    await()
        .atMost(Duration.ofMinutes(1))
        .until(ledger.getBean(WorkerLifecycle.class)::isSubscribed);
  }

  @AfterAll
  static void stop() {
    ledger.close();
    model.close();
    engine.close();
  }

  private static Map<String, Object> run(String process, Map<String, Object> variables) {
    return ledger
        .getBean(CamundaClient.class)
        .newCreateInstanceCommand()
        .bpmnProcessId(process)
        .latestVersion()
        .variables(variables)
        .withResult()
        .requestTimeout(Duration.ofMinutes(1))
        .send()
        .join()
        .getVariablesAsMap();
  }

  @Test
  void shouldRunItsAgentWithAToolThatUsesItsDatabase() {
    Map<String, Object> ended =
        run(Models.AGENT, Map.of("agent", "bookkeeper", "task", "Book the rent."));

    assertThat(ended).containsEntry("outcome", "completed").containsEntry("result", "Booked.");
    assertThat(ledger.getBean(LedgerApplication.Journal.class).on("rent")).containsExactly(70_000L);
  }

  @Test
  void shouldDeployItsProcessAndWorkOnIt() {
    run("book-salary", Map.of("account", "salary", "cents", 300_000));

    assertThat(ledger.getBean(LedgerApplication.Journal.class).on("salary"))
        .containsExactly(300_000L);
  }

  @Test
  void shouldKeepItsDataSourceAndWhatSpringMakesOfIt() {
    assertThat(ledger.getBeansOfType(DataSource.class)).containsOnlyKeys("dataSource");
    HikariDataSource own = ledger.getBean(HikariDataSource.class);
    assertThat(own.getJdbcUrl()).startsWith("jdbc:h2:mem:ledger");
    assertThat(own.getConnectionTestQuery()).isNull();
    assertThat(ledger.getBean(JdbcTemplate.class).getDataSource()).isSameAs(own);
    assertThat(
            ledger
                .getBean(JdbcClient.class)
                .sql("select count(*) from worker")
                .query()
                .singleValue())
        .isEqualTo(0L);
    assertThat(ledger.getBean(PlatformTransactionManager.class))
        .isInstanceOfSatisfying(
            JdbcTransactionManager.class,
            transactions -> assertThat(transactions.getDataSource()).isSameAs(own));
  }

  @Test
  void shouldKeepItsMigrationsAndTables() {
    assertThat(tables(ledger.getBean(DataSource.class)))
        .containsExactlyInAnyOrder("flyway_schema_history", "journal", "worker");
    assertThat(tables(ledger.getBean(JournalDatabase.class).dataSource()))
        .containsExactlyInAnyOrder(
            "waggle_schema_history",
            "waggle_schema_lock",
            "waggle_engine",
            "waggle_journal",
            "waggle_worker",
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
            "waggle_worker_agent");
  }

  static List<String> tables(DataSource database) {
    return new JdbcTemplate(database)
        .queryForList(
            "select lower(table_name) from information_schema.tables where table_schema = 'PUBLIC'",
            String.class);
  }

  @Test
  void shouldKeepItsNamePortAndWayOfTalkingToTheCluster() {
    Environment environment = ledger.getEnvironment();

    assertThat(ledger.getId()).startsWith("ledger");
    assertThat(environment.getProperty("local.server.port", Integer.class))
        .isPositive()
        .isNotEqualTo(8090);
    assertThat(ledger.getEnvironment().getPropertySources())
        .extracting(PropertySource::getName)
        .noneMatch(name -> name.contains("waggle"));
    assertThat(ledger.getBean(CamundaClient.class).getConfiguration().preferRestOverGrpc())
        .as("as Camunda's starter has it by default")
        .isTrue();
  }

  @Test
  void shouldShowNothingOfItsAgentsThatItDoesNotExpose() throws Exception {
    assertThat(status("/ledger/actuator/health")).isEqualTo(200);
    assertThat(status("/ledger/actuator/agents")).isEqualTo(404);
  }

  private static int status(String path) throws Exception {
    String port = ledger.getEnvironment().getProperty("local.server.port");
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
              BodyHandlers.discarding())
          .statusCode();
    }
  }

  /** Else the application could not call a bean of its own like that. */
  @Test
  void shouldShareNoNameWithABeanOfWaggle() {
    List<String> names =
        Arrays.stream(ledger.getBeanDefinitionNames()).filter(GuestIT::isWaggles).toList();

    assertThat(names)
        .hasSizeGreaterThan(30)
        .allMatch(name -> name.startsWith("waggle") || name.contains("io.waggle."));
  }

  private static boolean isWaggles(String name) {
    BeanDefinition bean = ledger.getBeanFactory().getBeanDefinition(name);
    return String.valueOf(bean.getFactoryBeanName()).startsWith("io.waggle.")
        || String.valueOf(bean.getBeanClassName()).startsWith("io.waggle.");
  }
}
