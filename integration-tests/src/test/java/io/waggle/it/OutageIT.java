package io.waggle.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waggle.bpmn.Outcome;
import io.waggle.client.AgentClient;
import io.waggle.client.AgentClientException;
import io.waggle.client.RunHandle;
import io.waggle.crashtest.Cluster;
import io.waggle.scripted.ScriptedModel;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Something that runs need is away for a while: they wait and go on by themselves, no person is
 * needed, and nothing is done twice.
 */
@ExtendWith(TestCluster.class)
class OutageIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /**
   * A minute would show no more: four attempts of a job fall into this time, at 0, 1, 3 and 7 s.
   * Those that would follow differ in nothing but the pause before them; it takes about two minutes
   * until all eight are used up.
   */
  private static final Duration MODEL_OUTAGE = Duration.ofSeconds(10);

  private static final String SHORT_JOBS = "--waggle.worker.job-timeout=PT5S";

  /**
   * Longer than a request to the engine may take (10 s) and than the engine leaves a job with a
   * worker here (5 s): the worker tries again, and the engine hands the job out again. More time
   * would only repeat this.
   */
  private static final Duration NETWORK_OUTAGE = Duration.ofSeconds(12);

  @Test
  void shouldGoOnWhenTheModelIsBack(Cluster cluster) {
    Forager forager = new Forager();
    try (Worker worker = forager(cluster, forager);
        AgentClient client = TestCluster.client(cluster)) {
      RunHandle run = client.start(Forager.NAME, "Lose the model on the way");
      forager.awaitResting(1);
      worker.model().close();
      forager.goOn();
      await()
          .ignoreExceptionsInstanceOf(AgentClientException.class)
          .during(MODEL_OUTAGE)
          .atMost(PATIENCE)
          .until(() -> run.status().incidents().isEmpty());

      try (ScriptedModel back = ScriptedModel.start(Forager.screenplay(), worker.model().port())) {
        assertCompleted(run);
        assertThat(worker.model().counts().answered())
            .as("answers paid for before the model went away")
            .isEqualTo(Forager.LLM_CALLS_BEFORE_REST);
        assertThat(back.counts().answered())
            .as("answers paid for since it is back")
            .isEqualTo(Forager.LLM_CALLS - Forager.LLM_CALLS_BEFORE_REST);
        assertThat(forager.visits()).hasSize(Forager.VISITS).containsOnly(1);
        assertThat(run.status().incidents()).isEmpty();
      }
    }
  }

  @Test
  void shouldGoOnWhenTheNetworkHasBeenSilent(Cluster cluster) throws IOException {
    try (Cable cable = Cable.to(cluster.grpcAddress())) {
      goOnAfter(cable, cable::silence, cluster);
    }
  }

  @Test
  void shouldGoOnWhenTheNetworkHasBeenTorn(Cluster cluster) throws IOException {
    try (Cable cable = Cable.to(cluster.grpcAddress())) {
      goOnAfter(cable, cable::tear, cluster);
    }
  }

  private interface Cut {
    void cut() throws IOException;
  }

  private static void goOnAfter(Cable cable, Cut cut, Cluster cluster) throws IOException {
    Forager forager = new Forager();
    try (Worker worker = forager(behind(cable, cluster), forager);
        AgentClient client = TestCluster.client(cluster)) {
      RunHandle run = client.start(Forager.NAME, "Lose the network on the way");
      forager.awaitResting(1);
      cut.cut();
      forager.goOn();
      await("no further LLM call while the engine is out of reach")
          .during(NETWORK_OUTAGE)
          .atMost(PATIENCE)
          .until(() -> worker.model().counts().total() == Forager.LLM_CALLS_BEFORE_REST);
      cable.mend();

      assertCompleted(run);
      assertNothingTwice(forager, worker.model(), 1);
    }
  }

  private static Worker forager(Cluster cluster, Forager forager) {
    return Worker.holding(
        cluster, Forager.screenplay(), List.of(forager.agent()), Worker.freshJournal(), SHORT_JOBS);
  }

  private static Cluster behind(Cable cable, Cluster cluster) {
    return new Cluster(cable.address(), cluster.restAddress());
  }

  private static void assertCompleted(RunHandle run) {
    var result = run.await(PATIENCE);
    assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(result.text()).isEqualTo(Forager.ANSWER);
  }

  private static void assertNothingTwice(Forager forager, ScriptedModel model, int runs) {
    assertThat(model.counts().total()).as("LLM calls").isEqualTo(runs * Forager.LLM_CALLS);
    assertThat(forager.visits()).hasSize(runs * Forager.VISITS).containsOnly(1);
  }
}
