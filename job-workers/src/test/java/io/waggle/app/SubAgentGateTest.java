package io.waggle.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import io.camunda.zeebe.protocol.record.value.JobRecordValue;
import io.waggle.agent.Agent;
import io.waggle.agent.AgentBuilder;
import io.waggle.agent.Planning;
import io.waggle.agent.SubAgent;
import io.waggle.bpmn.GateKind;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls of sub-agents that a person approves. */
class SubAgentGateTest {
  private static TestBed bed;

  private Person person;

  private static AgentBuilder agent(String name) {
    return Agent.named(name).model("play:" + name).instructions("You are " + name + ".");
  }

  private static AgentBuilder boss(String name) {
    return agent(name).subAgent(SubAgent.of("helper", "Helps.")).approveTools("ask_helper");
  }

  @BeforeAll
  static void open() {
    bed =
        new TestBed(
            List.of(
                agent("helper").planning(Planning.NEVER).build(),
                boss("boss").planning(Planning.NEVER).build(),
                boss("planner").planning(Planning.ALWAYS).build()));
  }

  @AfterAll
  static void close() {
    bed.close();
  }

  @BeforeEach
  void reset() {
    person = bed.person();
  }

  private long start() {
    bed.play(
        Screenplay.role("boss")
            .on(When.turn(0))
            .reply(Reply.call("ask_helper", Map.of("task", "Burn it")))
            .otherwise("Boss is done.")
            .role("helper")
            .otherwise("Helped.")
            .build());
    return bed.start(Map.of("agent", "boss", "task", "The task"));
  }

  private static long asked(String what) {
    return bed.model().requests().stream()
        .filter(request -> request.body().contains("You are helper."))
        .filter(request -> request.body().contains(what))
        .count();
  }

  /** Moves the token of a tool call as somebody could in Operate. */
  private static void move(EngineRecords.Active call, long from, String to) {
    bed.camunda()
        .newModifyProcessInstanceCommand(call.processInstance())
        .activateElement(to, call.scope())
        .and()
        .terminateElement(from)
        .send()
        .join();
  }

  @Test
  void shouldHandOverTheTaskAsAPersonChangedIt() {
    long run = start();

    person.decides(
        GateKind.TOOL_CALL,
        "edit",
        Map.of("arguments", List.of(Map.of("name", "task", "value", "Paint it"))));

    assertThat(bed.awaitEnd(run)).containsEntry("result", "Boss is done.");
    assertThat(asked("Paint it")).isEqualTo(1);
    assertThat(asked("Burn it")).isZero();
  }

  @Test
  void shouldNotHandOverACallWhoseApprovalStandsOnlyInVariables() {
    long run = start();
    person.asked(GateKind.TOOL_CALL);

    EngineRecords.Active gate =
        bed.records().open("ApproveToolCall", BpmnElementType.CALL_ACTIVITY).getFirst();
    move(gate, gate.key(), "AskSubAgent");

    bed.failedJob("boss.hand-over");
    JobRecordValue handOver = bed.failedJobs().getFirst();
    assertThat(handOver.getErrorMessage()).startsWith("Nobody approved this call of 'ask_helper'");
    assertThat(handOver.getRetries()).isZero();
    assertThat(asked("")).isZero();

    move(gate, handOver.getElementInstanceKey(), "ApproveToolCall");
    person = bed.person();
    person.decides(GateKind.TOOL_CALL, "approve", Map.of());
    bed.awaitEnd(run);
    assertThat(asked("Burn it")).isEqualTo(1);
  }

  @Test
  void shouldHandOverAStepThatThePlanGaveAwayOnlyOnceItIsApproved() {
    bed.play(
        Screenplay.role("planner")
            .on(When.ALWAYS.offering("make_plan"))
            .reply(
                Reply.call(
                    "make_plan",
                    Map.of(
                        "steps",
                        List.of(
                            Map.of(
                                "id", "s1",
                                "title", "Help",
                                "instruction", "Paint the hive",
                                "agent", "helper")))))
            .otherwise("Done.")
            .role("helper")
            .otherwise("Helped.")
            .build());
    long run = bed.start(Map.of("agent", "planner", "task", "The task"));

    Person.Open open = person.asked(GateKind.TOOL_CALL);
    assertThat(open.shown().path("arguments").toString()).contains("Paint the hive");
    assertThat(asked("")).isZero();
    person.decides(open, "approve", Map.of());

    assertThat(bed.awaitEnd(run)).containsEntry("result", "Helped.");
    assertThat(asked("Paint the hive")).isEqualTo(1);
  }
}
