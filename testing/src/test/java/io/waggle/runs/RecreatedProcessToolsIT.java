package io.waggle.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.llm.ToolDeclaration;
import io.waggle.process.ExternalTool;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.testing.TestRun;
import io.waggle.tool.Effect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The engine is lost while a process is under way that a run had called as a tool. */
class RecreatedProcessToolsIT {
  private static final String RUN = "order-7";

  private final String journal = "jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID());
  private TestBed bed;

  private static Agent clerk(Effect effect) {
    ObjectNode nothing = JsonNodeFactory.instance.objectNode().put("type", "object");
    nothing.put("additionalProperties", false);
    return Agent.named("clerk")
        .model("play:clerk")
        .instructions("You are clerk.")
        .planning(Planning.NEVER)
        .tools(
            ExternalTool.of(
                new ToolDeclaration("weigh", "Weighs it.", nothing),
                effect,
                Duration.ofHours(1),
                "weigh"))
        .build();
  }

  private void open(Effect effect) {
    bed =
        TestBed.open(
            TestBedSettings.agents(List.of(clerk(effect)))
                .withProperty("waggle.journal.url", journal));
    bed.play(
        Screenplay.role("clerk")
            .on(When.turn(0))
            .reply(Reply.call("weigh", Map.of()))
            .otherwise("Weighed.")
            .build());
  }

  @AfterEach
  void close() {
    bed.close();
  }

  /** The run has called the process; then all is lost but the journal. */
  private TestRun loseTheEngine(Effect effect) {
    open(effect);
    bed.start(Map.of("agent", "clerk", "task", "Weigh it", "runId", RUN));
    awaitWeighing();
    bed.close();
    open(effect);
    return bed.start(Map.of("agent", "clerk", "runId", RUN, "replay", Map.of("takeOver", false)));
  }

  private void awaitWeighing() {
    await()
        .atMost(TestBed.PATIENCE)
        .until(() -> !bed.records().active("RunExternalTool").isEmpty());
  }

  private void weigh() {
    awaitWeighing();
    var jobs =
        bed.camunda()
            .newActivateJobsCommand()
            .jobType("weigh")
            .maxJobsToActivate(1)
            .timeout(Duration.ofMinutes(1))
            .send()
            .join()
            .getJobs();
    bed.camunda().newCompleteCommand(jobs.getFirst()).variable("result", "7 kg").send().join();
  }

  @Test
  void shouldCallWhatChangesNothingOnceMore() {
    TestRun run = loseTheEngine(Effect.READ);

    weigh();

    assertThat(run.awaitEnd().variables()).containsEntry("result", "Weighed.");
  }

  @Test
  void shouldAskAPersonWhetherToCallWhatMayActOnlyOnce() {
    TestRun run = loseTheEngine(Effect.ONCE);

    assertThat(run.awaitIncident().message())
        .contains("'waggle-external-tool' that it had called (p1/s1/t1/c1) had not answered");
    assertThat(bed.records().activations("RunExternalTool")).isEmpty();

    bed.client().retry(run.awaitIncident().key());
    weigh();
    assertThat(run.awaitEnd().variables()).containsEntry("result", "Weighed.");
  }
}
