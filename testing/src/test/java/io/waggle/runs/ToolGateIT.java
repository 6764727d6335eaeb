package io.waggle.runs;

import static io.waggle.runs.Decisions.decision;
import static io.waggle.runs.Decisions.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.Models;
import io.waggle.client.GateTask;
import io.waggle.embedded.ElementRecord;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.TestRun;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tool calls that a person approves. */
class ToolGateIT extends PaymentGates {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void shouldShowThePersonWhatIsToHappenAndRunItOnceApproved() {
    TestRun run = start(payOnce(100));

    GateTask open = person.isAsked(run, GateKind.TOOL_CALL);

    assertThat(BANK.log).isEmpty();
    assertThat(open.candidateGroups().getFirst()).isEqualTo("clerks");
    assertThat(open.question().shown().path("effect").asText())
        .contains("cannot simply be done again");
    assertThat(open.question().shown().path("difference").asText())
        .isEqualTo("-balance 500\n+balance 400");
    assertThat(open.question().shown().path("arguments").toString())
        .contains("{\"name\":\"cents\",\"value\":\"100\"}", "{\"name\":\"to\",\"value\":\"Ada\"}");

    person.says(open, decision("approve", Map.of("by", "grace")));

    Map<String, @Nullable Object> ended = run.awaitEnd().variables();
    assertThat(BANK.log).containsExactly("pay 100 to Ada");
    JsonNode decision = JSON.valueToTree(ended.get("decisions")).path(0);
    assertThat(decision.path("action").asText()).isEqualTo("approve");
    assertThat(decision.path("by").asText()).isEqualTo("grace");
    assertThat(decision.path("subject").asText()).isEqualTo("pay");
    assertThat(decision.path("silence").asBoolean()).isFalse();
  }

  @Test
  void shouldAskNobodyWhereTheConditionSaysNo() {
    TestRun run = start(payOnce(99));

    run.awaitEnd();

    assertThat(BANK.log).containsExactly("pay 99 to Ada");
  }

  @Test
  void shouldAskAboutEachCallUntilAPersonApprovesAllOfThem() {
    TestRun run =
        start(
            Screenplay.role("payer")
                .on(When.turn(0))
                .reply(pay(101))
                .on(When.turn(1))
                .reply(pay(102))
                .on(When.turn(2))
                .reply(pay(103))
                .on(When.turn(3))
                .reply(pay(10_000))
                .otherwise("Done.")
                .build());

    person.says(person.isAsked(run, GateKind.TOOL_CALL), decision("approve", Map.of()));
    person.says(person.isAsked(run, GateKind.TOOL_CALL), decision("approveAll", Map.of()));
    GateTask large = person.isAsked(run, GateKind.TOOL_CALL);
    assertThat(large.candidateGroups().getFirst()).isEqualTo("directors");
    person.says(large, decision("reject", Map.of()));

    run.awaitEnd();
    assertThat(BANK.log).containsExactly("pay 101 to Ada", "pay 102 to Ada", "pay 103 to Ada");
  }

  @Test
  void shouldRunWithTheArgumentsThatAPersonGaveAndAskAgainWhereTheyDoNotFit() {
    TestRun run = start(payOnce(200));

    person.says(
        person.isAsked(run, GateKind.TOOL_CALL),
        decision("edit", Map.of("arguments", List.of(row("cents", "lots"), row("to", "B")))));
    GateTask again = person.isAsked(run, GateKind.TOOL_CALL);
    assertThat(again.question().problem())
        .startsWith("The changed arguments do not fit: ")
        .contains("cents");
    assertThat(again.question().draft().at("/arguments/0/value").asText()).isEqualTo("lots");
    person.says(
        again,
        decision("edit", Map.of("arguments", List.of(row("cents", "50"), row("to", "Ada")))));

    run.awaitEnd();
    assertThat(BANK.log).containsExactly("pay 50 to Ada");
  }

  @Test
  void shouldTellTheModelWhyAPersonRejectedTheCall() {
    TestRun run =
        start(
            Screenplay.role("payer")
                .on(When.turn(0))
                .reply(pay(300))
                .on(When.turn(1).toolResult("A person rejected this call: not this month"))
                .reply("Next month, then.")
                .build());

    person.says(
        person.isAsked(run, GateKind.TOOL_CALL),
        decision("reject", Map.of("reason", "not this month")));

    assertThat(run.awaitEnd().variables()).containsEntry("result", "Next month, then.");
    assertThat(BANK.log).isEmpty();
  }

  @Test
  void shouldNotTakeADecisionOnSomethingElseForOne() throws Exception {
    TestRun run = start(payOnce(400));

    person.completes(
        person.isAsked(run, GateKind.TOOL_CALL),
        JSON.readTree("{\"action\":\"approve\",\"digest\":\"0\"}"));
    GateTask again = person.isAsked(run, GateKind.TOOL_CALL);
    assertThat(again.question().problem()).contains("its 'digest' is another");
    person.completes(again, JSON.readTree("{\"action\":\"answer\"}"));
    GateTask third = person.isAsked(run, GateKind.TOOL_CALL);
    assertThat(third.question().problem())
        .isEqualTo("'answer' is no decision here; it can be approve, approveAll, edit, reject.");
    person.completes(third, JSON.readTree("{\"action\":\"silence\"}"));
    GateTask fourth = person.isAsked(run, GateKind.TOOL_CALL);
    assertThat(fourth.question().problem()).startsWith("'silence' is no decision");
    person.completes(fourth, JSON.readTree("5"));
    person.says(person.isAsked(run, GateKind.TOOL_CALL), decision("approve", Map.of()));

    run.awaitEnd();
    assertThat(BANK.log).containsExactly("pay 400 to Ada");
  }

  @Test
  void shouldNotRunACallWhoseApprovalStandsOnlyInVariables() {
    TestRun run =
        start(
            Screenplay.role("payer")
                .on(When.turn(0))
                .reply(pay(500))
                .on(When.turn(1).toolResult("a person has to approve it first, and nobody did"))
                .reply("I was not allowed to.")
                .build());
    person.isAsked(run, GateKind.TOOL_CALL);

    ElementRecord call =
        bed.records().active("ApproveToolCall").stream()
            .filter(element -> element.process().equals(Models.STEP))
            .findFirst()
            .orElseThrow();
    bed.camunda()
        .newModifyProcessInstanceCommand(call.processInstance())
        .activateElement("RunTool", call.scope())
        .and()
        .terminateElement(call.key())
        .send()
        .join();

    assertThat(run.awaitEnd().variables()).containsEntry("result", "I was not allowed to.");
    assertThat(BANK.log).isEmpty();
  }

  @Test
  void shouldLeaveTheOtherCallsOfATurnToTheirOwnGates() {
    TestRun run =
        start(
            Screenplay.role("payer")
                .on(When.turn(0))
                .reply(pay(601).andCall("pay", Map.of("cents", 602, "to", "Ada")))
                .otherwise("Done.")
                .build());

    List<GateTask> both = person.isAsked(run, GateKind.TOOL_CALL, 2);
    person.says(both.get(1), decision("reject", Map.of("reason", "no")));
    person.says(both.get(0), decision("approve", Map.of()));

    run.awaitEnd();
    String approved =
        both.getFirst().question().shown().path("arguments").toString().contains("601")
            ? "601"
            : "602";
    assertThat(BANK.log).containsExactly("pay %s to Ada".formatted(approved));
  }
}
