package io.waggle.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waggle.client.AgentClient;
import io.waggle.client.RunHandle;
import io.waggle.crashtest.Cluster;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.ScriptedModel;
import io.waggle.scripted.When;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A worker process that is stopped in the middle of a job while its engine cannot be reached. */
@ExtendWith(TestCluster.class)
@ResourceLock(WaitingWorker.NAME)
class StopIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration GRACE = Duration.ofSeconds(1);

  /** What the documentation promises on top of the grace. */
  private static final Duration GOODBYES = Duration.ofSeconds(10);

  /** For a busy machine. */
  private static final Duration SLACK = Duration.ofSeconds(5);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"torn", "silent"})
  void shouldEndInTimeAndSayOnceThatTheEngineIsAway(String network, Cluster cluster)
      throws Exception {
    Screenplay slow =
        Screenplay.role(WaitingWorker.NAME)
            .on(When.ALWAYS)
            .delay(Duration.ofMinutes(5))
            .reply("Late.")
            .build();
    try (ScriptedModel model = ScriptedModel.start(slow);
        Cable cable = Cable.to(cluster.grpcAddress());
        AgentClient client = TestCluster.client(cluster)) {
      try (WorkerJvm worker = worker(cable, cluster, model)) {
        ProcessLog log = worker.log();
        log.awaitServing();
        RunHandle run = client.start(WaitingWorker.NAME, "Wait");
        await().atMost(PATIENCE).until(() -> model.counts().total() == 1);
        if (network.equals("torn")) {
          cable.tear();
          log.awaitLines("cannot be reached", 1);
        } else {
          cable.silence();
        }

        worker.terminate();

        Duration atMost = GRACE.plus(GOODBYES).plus(SLACK);
        assertThat(worker.hasEndedWithin(atMost)).as("ended").isTrue();
        assertThat(log.file()).content().doesNotContain("\tat ");
        assertThat(Files.readAllLines(log.file()))
            .filteredOn(line -> line.contains("cannot be reached"))
            .hasSizeLessThan(2);
        client.terminate(run.id());
      }
    }
  }

  private WorkerJvm worker(Cable cable, Cluster cluster, ScriptedModel model) {
    return WorkerJvm.start(
        WaitingWorker.class,
        new Cluster(cable.address(), cluster.restAddress()),
        model,
        folder,
        "--waggle.worker.stop-grace=" + GRACE);
  }
}
