package io.waggle.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waggle.client.AgentClient;
import io.waggle.client.RunHandle;
import io.waggle.crashtest.Cluster;
import io.waggle.scripted.Fault;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.ScriptedModel;
import io.waggle.scripted.When;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A worker that is killed before the journal shows that it is at a turn: the others miss nothing,
 * and the engine gives them the job when it times out.
 */
@ExtendWith(TestCluster.class)
@ResourceLock(WaitingWorker.NAME)
class UnseenTurnIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** The default. */
  private static final Duration JOB_TIMEOUT = Duration.ofSeconds(20);

  /** For a busy machine. */
  private static final Duration SLACK = Duration.ofSeconds(10);

  @TempDir private Path folder;

  @Test
  void shouldComeBackWhenItsJobTimesOut(Cluster cluster) {
    Screenplay silentOnce =
        Screenplay.role(WaitingWorker.NAME)
            .on(When.ALWAYS)
            .fault(Fault.delay(Duration.ofMinutes(5)).times(1))
            .reply("Waited.")
            .build();
    try (ScriptedModel model = ScriptedModel.start(silentOnce);
        AgentClient client = TestCluster.client(cluster);
        WorkerJvm first = worker(cluster, model)) {
      first.log().awaitServing();
      Instant started = Instant.now();
      RunHandle run = client.start(WaitingWorker.NAME, "Wait unseen");
      await().atMost(PATIENCE).until(() -> model.counts().total() == 1);
      try (WorkerJvm second = worker(cluster, model)) {
        second.log().awaitLines("Serving [", 2); // the log is that of both

        first.kill();
        Instant killed = Instant.now();

        assertThat(client.await(run.id(), PATIENCE).text()).isEqualTo("Waited.");
        Instant ended = Instant.now();
        Duration took = Duration.between(killed, ended);
        System.out.printf("Unseen, the turn was done %,d ms after the kill%n", took.toMillis());
        assertThat(Duration.between(started, ended))
            .as("nobody took it over before")
            .isGreaterThanOrEqualTo(JOB_TIMEOUT);
        assertThat(took).isLessThan(JOB_TIMEOUT.plus(SLACK));
        assertThat(model.counts().total()).isEqualTo(2);
      }
    }
  }

  private WorkerJvm worker(Cluster cluster, ScriptedModel model) {
    return WorkerJvm.start(
        WaitingWorker.class,
        cluster,
        model,
        folder,
        "--waggle.journal.intent-delay=1m",
        "--waggle.worker.job-timeout=" + JOB_TIMEOUT);
  }
}
