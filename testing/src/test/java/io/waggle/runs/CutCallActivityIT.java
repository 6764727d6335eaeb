package io.waggle.runs;

import static io.camunda.client.api.search.enums.ProcessInstanceState.TERMINATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.api.search.response.ProcessInstance;
import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.bpmn.Models;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.TestBed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A process takes back the call activity in which an agent works. */
class CutCallActivityIT {

  private static final SlowBank BANK = new SlowBank();
  private static TestBed bed;

  @BeforeAll
  static void open() {
    bed =
        TestBed.holding(
            List.of(
                Agent.named("clerk")
                    .model("play:clerk")
                    .instructions("You are clerk.")
                    .tools(BANK)
                    .planning(Planning.NEVER)
                    .undoOnFailure()
                    .build()));
  }

  @AfterAll
  static void close() {
    BANK.open();
    bed.close();
  }

  /** What docs/element-template.md says of a boundary event on the call activity. */
  @Test
  void shouldTerminateTheRunAndLeaveWhatItsToolDid() {
    bed.play(Screenplay.role("clerk").on(When.turn(0)).reply(Reply.call("pay", Map.of())).build());
    bed.camunda()
        .newDeployResourceCommand()
        .addResourceFromClasspath("bpmn/order-withdrawn.bpmn")
        .send()
        .join();
    bed.camunda()
        .newCreateInstanceCommand()
        .bpmnProcessId("order-withdrawn")
        .latestVersion()
        .variables(Map.of("order", "o-1"))
        .send()
        .join();
    await().atMost(TestBed.PATIENCE).until(() -> BANK.isPaying());

    bed.camunda()
        .newPublishMessageCommand()
        .messageName("withdrawn")
        .correlationKey("o-1")
        .send()
        .join();

    bed.awaitCompleted("Withdrawn_End", 1);
    await().atMost(TestBed.PATIENCE).until(() -> run().getState() == TERMINATED);
    BANK.open();
    await().atMost(TestBed.PATIENCE).until(() -> BANK.log().contains("pay"));
    assertThat(BANK.log()).containsExactly("begin", "pay");
    assertThat(bed.records().completed()).doesNotContain("FindCallsToUndo", "RunCancelled");
  }

  private static ProcessInstance run() {
    return bed.camunda()
        .newProcessInstanceSearchRequest()
        .filter(instance -> instance.processDefinitionId(Models.AGENT))
        .send()
        .join()
        .items()
        .getFirst();
  }
}
