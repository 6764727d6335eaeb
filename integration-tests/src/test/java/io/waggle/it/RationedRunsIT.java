package io.waggle.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waggle.bpmn.Outcome;
import io.waggle.client.AgentClient;
import io.waggle.client.RunHandle;
import io.waggle.crashtest.Cluster;
import io.waggle.it.RationedEndpoint.Request;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Many runs on three workers, one of which is killed, ask a model that takes sixty requests a
 * minute. {@code -Dwaggle.rationed-runs=100} takes more than a minute.
 */
@ExtendWith(TestCluster.class)
@Isolated("measures time")
class RationedRunsIT {
  private static final int RUNS = Integer.getInteger("waggle.rationed-runs", 40);
  private static final int PER_MINUTE = 60;

  /** Two in a hundred. */
  private static final long MOST_PER_MINUTE = PER_MINUTE * 102L / 100;

  /** Of sixty a minute six go at once, and then one a second; on a busy machine some are late. */
  private static final long MOST_IN_TEN_SECONDS = 20;

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir Path folder;

  /** A run, and when it was started. */
  private record Started(int question, RunHandle run, long at) {}

  @Test
  void shouldKeepToTheLimitTogetherAndLetNobodyWaitForLong(Cluster cluster) throws Exception {
    try (RationedEndpoint model = RationedEndpoint.start(PER_MINUTE);
        WorkerJvm first = worker(cluster, model);
        WorkerJvm doomed = worker(cluster, model);
        WorkerJvm third = worker(cluster, model);
        AgentClient client = TestCluster.client(cluster)) {
      third.log().awaitLines("Serving [", 3); // the log is that of all three
      List<Started> runs = start(client);
      await().atMost(PATIENCE).until(() -> model.requests().size() >= RUNS / 4);
      doomed.kill();
      for (Started one : runs) {
        assertThat(one.run().await(PATIENCE).outcome()).isEqualTo(Outcome.COMPLETED);
      }

      List<Duration> waits = waits(runs, model.requests());
      Duration median = waits.get(RUNS / 2);
      System.out.printf(
          "%d runs on three workers, one killed, %d requests a minute: %d requests, %d refused; at the most %d in a minute and %d in ten seconds; waited: median %.1f s, longest %.1f s%n",
          RUNS,
          PER_MINUTE,
          model.requests().size(),
          model.refused(),
          model.most(Duration.ofMinutes(1)),
          model.most(Duration.ofSeconds(10)),
          median.toMillis() / 1_000.0,
          waits.getLast().toMillis() / 1_000.0);
      assertThat(first.isAlive() && third.isAlive()).isTrue();
      assertThat(model.requests()).hasSizeBetween(RUNS, RUNS + 2);
      assertThat(model.most(Duration.ofMinutes(1))).isLessThanOrEqualTo(MOST_PER_MINUTE);
      assertThat(model.most(Duration.ofSeconds(10))).isLessThanOrEqualTo(MOST_IN_TEN_SECONDS);
      assertThat(waits.getLast()).isLessThanOrEqualTo(median.multipliedBy(3));
    }
  }

  private WorkerJvm worker(Cluster cluster, RationedEndpoint model) {
    return WorkerJvm.start(
        RationedWorker.class,
        cluster,
        model.baseUrl(),
        folder,
        "--waggle.providers.play.requests-per-minute=" + PER_MINUTE);
  }

  private static List<Started> start(AgentClient client) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<Started>> starting =
          IntStream.range(0, RUNS)
              .mapToObj(
                  number ->
                      threads.submit(
                          () -> {
                            long at = System.nanoTime();
                            String question = RationedEndpoint.question(number);
                            return new Started(
                                number, client.start(RationedWorker.NAME, question), at);
                          }))
              .toList();
      List<Started> runs = new ArrayList<>();
      for (Future<Started> one : starting) {
        runs.add(one.get());
      }
      return runs;
    }
  }

  /** From a run's start to the arrival of its last request, the shortest first. */
  private static List<Duration> waits(List<Started> runs, List<Request> requests) {
    return runs.stream()
        .map(
            run ->
                requests.stream()
                        .filter(request -> request.question() == run.question())
                        .mapToLong(Request::at)
                        .max()
                        .orElseThrow()
                    - run.at())
        .map(Duration::ofNanos)
        .sorted()
        .toList();
  }
}
