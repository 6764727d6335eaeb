package io.waggle.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.waggle.bpmn.Outcome;
import io.waggle.bpmn.Variables;
import io.waggle.client.AgentClient;
import io.waggle.client.AgentClientException;
import io.waggle.client.Connection;
import io.waggle.client.RunHandle;
import io.waggle.client.RunRequest;
import io.waggle.client.RunResult;
import io.waggle.crashtest.Cluster;
import io.waggle.scripted.ScriptedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many clients start runs of few names at the same time, while answers are lost on the way, the
 * network is torn and the worker is killed: a name is one run.
 */
@ExtendWith(TestCluster.class)
class StartUnderFireIT {
  private static final int CLIENTS = 50;
  private static final int NAMES = 20;
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final String series = "sale-" + System.currentTimeMillis();

  @TempDir private Path folder;

  @Test
  void shouldRunOnceForEachNameHoweverManyStartIt(Cluster cluster) throws Exception {
    try (ScriptedModel model = ScriptedModel.start(TicketWorker.screenplay());
        Cable commands = Cable.to(cluster.grpcAddress());
        Cable queries = Cable.to(cluster.restAddress());
        CamundaClient engine = TestCluster.engine(cluster);
        Clients clients = new Clients(commands, queries)) {
      WorkerJvm worker = TicketWorker.start(cluster, model, folder);
      try (ExecutorService threads = Executors.newFixedThreadPool(2 * CLIENTS)) {
        worker.log().awaitServing();
        List<Future<RunResult>> first = clients.all(threads, client -> NAMES);
        assertSame(first, 1);

        commands.loseAnswers();
        List<Future<RunResult>> rest = clients.all(threads, client -> client % NAMES);
        long unused = awaitInstances(engine); // all were executed, none was answered
        tear(commands, queries);
        for (int sold : List.of(3, 12)) {
          await().atMost(PATIENCE).until(() -> TicketWorker.sales(folder).size() >= sold);
          worker.kill();
          worker = TicketWorker.start(cluster, model, folder);
          tear(commands, queries);
        }

        assertSame(rest, NAMES);
        assertEachOnce(awaitInstances(engine), model);
      } finally {
        worker.close();
      }
    }
  }

  /**
   * @param started process instances
   */
  private void assertEachOnce(long started, ScriptedModel model) throws Exception {
    System.out.printf(
        "%d clients, %d names, %d process instances, %d runs, %d LLM calls%n",
        CLIENTS, NAMES + 1, started, TicketWorker.sales(folder).size(), model.counts().total());
    assertThat(started).as("process instances").isGreaterThan(2L * CLIENTS);
    assertThat(customers(TicketWorker.sales(folder)))
        .as("customers who were sold a ticket")
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(0, NAMES).mapToObj(name -> "customer-" + name).toList());
    assertThat(model.counts().distinct())
        .as("different questions to the model")
        .isEqualTo((NAMES + 1L) * TicketWorker.LLM_CALLS);
  }

  @Test
  void shouldRefuseAnotherRequestOfAUsedName(Cluster cluster) throws Exception {
    try (ScriptedModel model = ScriptedModel.start(TicketWorker.screenplay());
        AgentClient client = TestCluster.client(cluster);
        WorkerJvm worker = TicketWorker.start(cluster, model, folder)) {
      worker.log().awaitServing();
      String name = series + "-used";
      client.run(
          RunRequest.of(TicketWorker.NAME, TicketWorker.task("customer-1")).id(name), PATIENCE);

      RunHandle other =
          client.start(RunRequest.of(TicketWorker.NAME, TicketWorker.task("customer-2")).id(name));

      await()
          .atMost(PATIENCE)
          .ignoreExceptionsInstanceOf(AgentClientException.class)
          .untilAsserted(
              () ->
                  assertThat(client.status(String.valueOf(other.key())).incidents())
                      .singleElement()
                      .satisfies(
                          incident ->
                              assertThat(incident.message())
                                  .contains("There is a run '%s' already".formatted(name))
                                  .contains("asked something else", "another name")));
      assertThat(TicketWorker.sales(folder)).containsExactly("ticket 1 to customer-1");
      client.terminate(String.valueOf(other.key()));
    }
  }

  /** A connection each; they start what they are told at the same moment and wait for its end. */
  private final class Clients implements AutoCloseable {
    private final List<AgentClient> all = new ArrayList<>();

    Clients(Cable commands, Cable queries) {
      for (int number = 0; number < CLIENTS; number++) {
        all.add(
            AgentClient.connect(
                Connection.LOCAL
                    .withGrpcAddress(commands.address())
                    .withRestAddress(queries.address())
                    .withPatience(PATIENCE)));
      }
    }

    private interface Naming {
      int name(int client);
    }

    List<Future<RunResult>> all(ExecutorService threads, Naming naming) {
      CountDownLatch go = new CountDownLatch(1);
      List<Future<RunResult>> results = new ArrayList<>();
      for (int number = 0; number < CLIENTS; number++) {
        AgentClient client = all.get(number);
        int name = naming.name(number);
        results.add(
            threads.submit(
                () -> {
                  go.await();
                  return client.run(
                      RunRequest.of(TicketWorker.NAME, TicketWorker.task("customer-" + name))
                          .id(series + "-" + name),
                      PATIENCE);
                }));
      }
      go.countDown();
      return results;
    }

    @Override
    public void close() {
      all.forEach(AgentClient::close);
    }
  }

  /** All who used one name have the same result, and no two names have one. */
  private static void assertSame(List<Future<RunResult>> results, int names) throws Exception {
    Map<String, Set<String>> texts = new HashMap<>();
    for (Future<RunResult> one : results) {
      RunResult result = one.get();
      assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
      texts
          .computeIfAbsent(result.id(), first -> new HashSet<>())
          .add(String.valueOf(result.text()));
    }
    assertThat(texts).hasSize(names);
    assertThat(texts.values()).allSatisfy(same -> assertThat(same).hasSize(1));
    assertThat(texts.values().stream().distinct()).hasSize(names);
  }

  private static List<String> customers(List<String> sales) {
    return sales.stream().map(sale -> sale.replaceFirst(".* to ", "")).toList();
  }

  private static void tear(Cable commands, Cable queries) throws IOException {
    commands.tear();
    queries.tear();
    commands.mend();
    queries.mend();
  }

  /** One for each start at least, answered or not. */
  private long awaitInstances(CamundaClient engine) {
    return await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(ClientException.class)
        .until(() -> instances(engine), found -> found >= 2 * CLIENTS);
  }

  /** Those that go by one of our names, however they ended. */
  private long instances(CamundaClient engine) {
    return engine
        .newVariableSearchRequest()
        .filter(variable -> variable.name(Variables.RUN_ID))
        .page(page -> page.limit(10_000))
        .send()
        .join()
        .items()
        .stream()
        .filter(variable -> variable.getScopeKey().equals(variable.getProcessInstanceKey()))
        .filter(variable -> variable.getValue().contains(series))
        .count();
  }
}
