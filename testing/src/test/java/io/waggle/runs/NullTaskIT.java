package io.waggle.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waggle.agent.Agent;
import io.waggle.embedded.FailedJobRecord;
import io.waggle.testing.TestBed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A process that puts a text and a number together hands over nothing, without a word. */
class NullTaskIT {
  @Test
  void shouldSayThatTheTaskIsNullAndWhereThatMayComeFrom() {
    Agent echo = Agent.named("echo").model("play:echo").instructions("You are echo.").build();
    try (TestBed bed = TestBed.holding(List.of(echo))) {
      bed.camunda()
          .newDeployResourceCommand()
          .addResourceFromClasspath("bpmn/sum-up-claim.bpmn")
          .send()
          .join();
      bed.camunda()
          .newCreateInstanceCommand()
          .bpmnProcessId("sum-up-claim")
          .latestVersion()
          .variables(Map.of("claim", Map.of("number", 4711)))
          .send()
          .join();

      String message =
          await()
              .atMost(TestBed.PATIENCE)
              .until(() -> bed.records().failedJobs(), failed -> !failed.isEmpty())
              .stream()
              .map(FailedJobRecord::message)
              .findFirst()
              .orElseThrow();

      assertThat(message)
          .startsWith("The variable 'task' is null, it must be a text")
          .contains("string(claim.number)")
          .doesNotContain("missing");
    }
  }
}
