package io.waggle.runs;

import static io.waggle.runs.Decisions.decision;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waggle.agent.Agent;
import io.waggle.agent.AgentBuilder;
import io.waggle.agent.Planning;
import io.waggle.agent.SubAgent;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.Models;
import io.waggle.client.GateTask;
import io.waggle.embedded.ElementRecord;
import io.waggle.embedded.FailedJobRecord;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.Person;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestRun;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls of sub-agents that a person approves. */
class SubAgentGateIT {
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
        TestBed.holding(
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
    person = bed.person("ada");
  }

  private TestRun start() {
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
  private static void move(ElementRecord call, long from, String to) {
    bed.camunda()
        .newModifyProcessInstanceCommand(call.processInstance())
        .activateElement(to, call.scope())
        .and()
        .terminateElement(from)
        .send()
        .join();
  }

  /** The element instance that was activated in the gate's place; its listener has failed. */
  private static long asking(ElementRecord gate) {
    return bed.camunda()
        .newElementInstanceSearchRequest()
        .filter(
            element -> element.processInstanceKey(gate.processInstance()).elementId("AskSubAgent"))
        .send()
        .join()
        .singleItem()
        .getElementInstanceKey();
  }

  @Test
  void shouldHandOverTheTaskAsAPersonChangedIt() {
    TestRun run = start();

    person.says(
        person.isAsked(run, GateKind.TOOL_CALL),
        decision(
            "edit", Map.of("arguments", List.of(Map.of("name", "task", "value", "Paint it")))));

    assertThat(run.awaitEnd().variables()).containsEntry("result", "Boss is done.");
    assertThat(asked("Paint it")).isEqualTo(1);
    assertThat(asked("Burn it")).isZero();
  }

  @Test
  void shouldNotHandOverACallWhoseApprovalStandsOnlyInVariables() {
    TestRun run = start();
    person.isAsked(run, GateKind.TOOL_CALL);

    ElementRecord gate =
        bed.records().active("ApproveToolCall").stream()
            .filter(element -> element.process().equals(Models.STEP))
            .findFirst()
            .orElseThrow();
    move(gate, gate.key(), "AskSubAgent");

    await().atMost(TestBed.PATIENCE).until(() -> !bed.records().failedJobs().isEmpty());
    FailedJobRecord handOver = bed.records().failedJobs().getFirst();
    assertThat(handOver.type()).isEqualTo("boss.hand-over");
    assertThat(handOver.message()).startsWith("Nobody approved this call of 'ask_helper'");
    assertThat(handOver.retries()).isZero();
    assertThat(asked("")).isZero();

    move(gate, asking(gate), "ApproveToolCall");
    person.says(person.isAsked(run, GateKind.TOOL_CALL), decision("approve", Map.of()));
    run.awaitEnd();
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
    TestRun run = bed.start(Map.of("agent", "planner", "task", "The task"));

    GateTask open = person.isAsked(run, GateKind.TOOL_CALL);
    assertThat(open.question().shown().path("arguments").toString()).contains("Paint the hive");
    assertThat(asked("")).isZero();
    person.says(open, decision("approve", Map.of()));

    assertThat(run.awaitEnd().variables()).containsEntry("result", "Helped.");
    assertThat(asked("Paint the hive")).isEqualTo(1);
  }
}
