package io.waggle.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waggle.bpmn.Limits;
import io.waggle.bpmn.Outcome;
import io.waggle.client.AgentClient;
import io.waggle.client.RunHandle;
import io.waggle.client.RunRequest;
import io.waggle.client.RunResult;
import io.waggle.crashtest.Cluster;
import io.waggle.scripted.ScriptedModel;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A budget that parallel branches on two workers share, one of which is killed. */
@ExtendWith(TestCluster.class)
class BudgetUnderFireIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int BUDGET = 1_000;

  @Test
  void shouldNotBeOverrunByMoreThanOneCallOfEachBranch(Cluster cluster, @TempDir Path folder) {
    try (ScriptedModel model = ScriptedModel.start(BudgetWorker.screenplay());
        WorkerJvm doomed = WorkerJvm.start(BudgetWorker.class, cluster, model, folder);
        WorkerJvm other = WorkerJvm.start(BudgetWorker.class, cluster, model, folder);
        AgentClient client = TestCluster.client(cluster)) {
      other.log().awaitLines("Serving [", 2); // the log is that of both
      RunHandle run =
          client.start(
              RunRequest.of(BudgetWorker.NAME, "Spend it")
                  .withLimits(Limits.NONE.withTokens(BUDGET)));
      await().atMost(PATIENCE).until(() -> model.requests().size() >= 8);
      doomed.kill();
      RunResult ended = run.await(PATIENCE);

      long asked = model.requests().size();
      long lost = asked - ended.usage().llmCalls();
      System.out.printf(
          "Budget of %d tokens, %d branches, one of two workers killed: %d tokens used by %d recorded calls, %d answers lost with the worker%n",
          BUDGET, BudgetWorker.BRANCHES, ended.usage().tokens(), ended.usage().llmCalls(), lost);
      assertThat(other.isAlive()).isTrue();
      assertThat(ended.outcome()).isEqualTo(Outcome.PARTIAL);
      assertThat(ended.text()).contains("the run's limit of 1,000 tokens (maxTokens) is reached");
      assertThat(ended.usage().tokens())
          .isBetween((long) BUDGET, (long) BUDGET + BudgetWorker.BRANCHES * BudgetWorker.ANSWER);
      assertThat(lost).as("answers lost with the worker").isBetween(0L, 5L);
    }
  }
}
