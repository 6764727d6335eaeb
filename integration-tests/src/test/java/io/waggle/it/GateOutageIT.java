package io.waggle.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.waggle.bpmn.Action;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.TakenDecision;
import io.waggle.client.AgentClient;
import io.waggle.client.AgentClientException;
import io.waggle.client.AgentClientException.Reason;
import io.waggle.client.DecisionOutcome.Underway;
import io.waggle.client.RunHandle;
import io.waggle.crashtest.Cluster;
import io.waggle.scripted.ScriptedModel;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A person takes longer than a worker lives. */
@ExtendWith(TestCluster.class)
@SuppressWarnings("try") // a worker serves for as long as its resource is open
class GateOutageIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir Path folder;

  @Test
  void shouldTakeADecisionOnceAfterTheWorkerWasKilled(Cluster cluster) throws Exception {
    try (ScriptedModel model = ScriptedModel.start(GatedWorker.screenplay());
        AgentClient client = TestCluster.client(cluster)) {
      WorkerJvm first = GatedWorker.start(cluster, model, folder);
      first.log().awaitServing();
      RunHandle run = client.start(GatedWorker.NAME, "Pay the bill");
      Person person = new Person(client);
      long task = person.asked(run, GateKind.TOOL_CALL).key();

      first.kill();

      Decision approval = Decision.of(Action.APPROVE);
      assertThat(person.decide(task, approval, Duration.ZERO)).isInstanceOf(Underway.class);
      await("the lists know that it is decided")
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThatExceptionOfType(AgentClientException.class)
                      .isThrownBy(() -> client.decide(task, approval, Duration.ZERO))
                      .satisfies(
                          failure -> assertThat(failure.reason()).isEqualTo(Reason.NOT_OPEN)));
      try (WorkerJvm second = GatedWorker.start(cluster, model, folder)) {
        var result = run.await(PATIENCE);

        assertThat(result.text()).isEqualTo(GatedWorker.ANSWER);
        assertThat(result.decisions())
            .extracting(TakenDecision::action)
            .containsExactly(Action.APPROVE);
        assertThat(GatedWorker.payments(folder)).hasSize(1);
        assertThat(model.counts().total()).as("LLM calls").isEqualTo(2);
      }
    }
  }
}
