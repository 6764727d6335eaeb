package io.waggle.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.search.enums.ProcessInstanceState;
import io.waggle.client.AgentClient;
import io.waggle.crashtest.Cluster;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.ScriptedModel;
import io.waggle.scripted.When;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A worker that waits for a thousand answers at once needs neither threads nor memory for it. */
@ExtendWith(TestCluster.class)
@Isolated("takes the whole machine")
class ThousandRunsIT {
  private static final int RUNS = 1_000;
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  @TempDir Path folder;

  @Test
  void shouldFinishAThousandRunsInHalfAGigabyteOfHeap(Cluster cluster) throws Exception {
    Screenplay slow =
        Screenplay.role(WaitingWorker.NAME)
            .on(When.ALWAYS)
            .delay(Duration.ofSeconds(1))
            .reply("Waited.")
            .build();
    try (ScriptedModel model = ScriptedModel.start(slow);
        AgentClient client = TestCluster.client(cluster);
        CamundaClient engine = TestCluster.engine(cluster)) {
      deploy(cluster, slow);
      Instant started = Instant.now();
      List<Long> runs = startAll(client);
      try (WorkerJvm worker = WorkerJvm.start(WaitingWorker.class, cluster, model, folder)) {
        await()
            .atMost(PATIENCE)
            .until(() -> model.counts().answered() >= RUNS || !worker.isAlive());
        Duration answered = Duration.between(started, Instant.now());
        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(500))
            .ignoreExceptionsInstanceOf(ClientException.class)
            .until(() -> completed(runs, engine) == RUNS || !worker.isAlive());

        assertThat(worker.isAlive()).as("the worker lives").isTrue();
        assertThat(model.counts().answered()).isEqualTo(RUNS);
        System.out.printf(
            "%d runs, each waiting 1 s for its LLM, heap 512 MB: all answered after %.1f s, all completed after %.1f s%n",
            RUNS,
            answered.toMillis() / 1000.0,
            Duration.between(started, Instant.now()).toMillis() / 1000.0);
      }
    }
  }

  private static long completed(List<Long> runs, CamundaClient engine) {
    return engine
        .newProcessInstanceSearchRequest()
        .filter(
            found ->
                found.processInstanceKey(key -> key.in(runs)).state(ProcessInstanceState.COMPLETED))
        .page(page -> page.limit(1))
        .send()
        .join()
        .page()
        .totalItems();
  }

  /** A worker brings the processes with it. */
  private static void deploy(Cluster cluster, Screenplay play) {
    Worker.holding(cluster, play, List.of(new WaitingWorker().waiter())).close();
  }

  /** While nobody works on them: a busy engine turns starts away. */
  private static List<Long> startAll(AgentClient client) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<Long>> starting = new ArrayList<>();
      for (int number = 0; number < RUNS; number++) {
        String task = "Wait, number " + number;
        starting.add(threads.submit(() -> client.start(WaitingWorker.NAME, task).key()));
      }
      List<Long> runs = new ArrayList<>();
      for (Future<Long> one : starting) {
        runs.add(one.get());
      }
      return runs;
    }
  }
}
