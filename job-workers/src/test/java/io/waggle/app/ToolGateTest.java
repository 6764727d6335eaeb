package io.waggle.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.agent.ToolRule;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.GatePolicy;
import io.waggle.bpmn.GatePolicy.Silence;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.tool.Effect;
import io.waggle.tool.Tool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tool calls that a person approves. */
class ToolGateTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final GatePolicy CLERKS =
      GatePolicy.DEFAULT.asking("clerks").dueAfter("PT1H").expiresAfter("PT2H");

  private static final GatePolicy DIRECTORS = CLERKS.asking("directors");

  private static TestBed bed;
  private static final Bank BANK = new Bank();

  private Person person;

  /** Remembers what was paid. */
  static final class Bank {
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());

    @Tool(description = "Pays.", effect = Effect.ONCE, preview = "balance")
    String pay(int cents, String to) {
      log.add("pay %d to %s".formatted(cents, to));
      return "paid %d to %s".formatted(cents, to);
    }

    String balance(int cents) {
      return "-balance 500\n+balance %d".formatted(500 - cents);
    }

    @Tool(description = "Tidies up.", effect = Effect.IDEMPOTENT)
    String tidy() {
      log.add("tidy");
      return "tidy now";
    }
  }

  @BeforeAll
  static void open() {
    bed =
        new TestBed(
            List.of(
                Agent.named("payer")
                    .model("play:payer")
                    .instructions("You are payer.")
                    .tools(BANK)
                    .planning(Planning.NEVER)
                    .gate(CLERKS)
                    .approve(
                        ToolRule.calls("pay").when("cents >= 10000").by(DIRECTORS),
                        ToolRule.calls("pay").when("cents >= 100"),
                        ToolRule.calls("tidy").by(CLERKS.expiresAfter("PT1H", Silence.APPROVE)))
                    .build()));
  }

  @AfterAll
  static void close() {
    bed.close();
  }

  @BeforeEach
  void reset() {
    BANK.log.clear();
    person = bed.person();
  }

  private static Reply pay(int cents) {
    return Reply.call("pay", Map.of("cents", cents, "to", "Ada"));
  }

  private static long start(Screenplay screenplay) {
    bed.play(screenplay);
    return bed.start(Map.of("agent", "payer", "task", "Pay"));
  }

  private static Screenplay payOnce(int cents) {
    return Screenplay.role("payer").on(When.turn(0)).reply(pay(cents)).otherwise("Done.").build();
  }

  @Test
  void shouldShowThePersonWhatIsToHappenAndRunItOnceApproved() {
    long run = start(payOnce(100));

    Person.Open open = person.asked(GateKind.TOOL_CALL);

    assertThat(BANK.log).isEmpty();
    assertThat(open.question().at("/policy/candidateGroups/0").asText()).isEqualTo("clerks");
    assertThat(open.shown().path("effect").asText()).contains("cannot simply be done again");
    assertThat(open.shown().path("difference").asText()).isEqualTo("-balance 500\n+balance 400");
    assertThat(open.shown().path("arguments").toString())
        .contains("{\"name\":\"cents\",\"value\":\"100\"}", "{\"name\":\"to\",\"value\":\"Ada\"}");

    person.decides(open, "approve", Map.of("by", "grace"));

    Map<String, Object> ended = bed.awaitEnd(run);
    assertThat(BANK.log).containsExactly("pay 100 to Ada");
    JsonNode decision = JSON.valueToTree(ended.get("decisions")).path(0);
    assertThat(decision.path("action").asText()).isEqualTo("approve");
    assertThat(decision.path("by").asText()).isEqualTo("grace");
    assertThat(decision.path("subject").asText()).isEqualTo("pay");
    assertThat(decision.path("silence").asBoolean()).isFalse();
  }

  @Test
  void shouldAskNobodyWhereTheConditionSaysNo() {
    long run = start(payOnce(99));

    bed.awaitEnd(run);

    assertThat(BANK.log).containsExactly("pay 99 to Ada");
  }

  @Test
  void shouldAskAboutEachCallUntilAPersonApprovesAllOfThem() {
    long run =
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

    person.decides(GateKind.TOOL_CALL, "approve", Map.of());
    person.decides(GateKind.TOOL_CALL, "approveAll", Map.of());
    Person.Open large = person.asked(GateKind.TOOL_CALL);
    assertThat(large.question().at("/policy/candidateGroups/0").asText()).isEqualTo("directors");
    person.decides(large, "reject", Map.of());

    bed.awaitEnd(run);
    assertThat(BANK.log).containsExactly("pay 101 to Ada", "pay 102 to Ada", "pay 103 to Ada");
  }

  @Test
  void shouldRunWithTheArgumentsThatAPersonGaveAndAskAgainWhereTheyDoNotFit() {
    long run = start(payOnce(200));

    person.decides(
        GateKind.TOOL_CALL,
        "edit",
        Map.of("arguments", List.of(row("cents", "lots"), row("to", "B"))));
    Person.Open again = person.asked(GateKind.TOOL_CALL);
    assertThat(again.question().path("problem").asText())
        .startsWith("The changed arguments do not fit: ")
        .contains("cents");
    assertThat(again.draft().at("/arguments/0/value").asText()).isEqualTo("lots");
    person.decides(
        again, "edit", Map.of("arguments", List.of(row("cents", "50"), row("to", "Ada"))));

    bed.awaitEnd(run);
    assertThat(BANK.log).containsExactly("pay 50 to Ada");
  }

  private static Map<String, String> row(String name, String value) {
    return Map.of("name", name, "value", value);
  }

  @Test
  void shouldTellTheModelWhyAPersonRejectedTheCall() {
    long run =
        start(
            Screenplay.role("payer")
                .on(When.turn(0))
                .reply(pay(300))
                .on(When.turn(1).toolResult("A person rejected this call: not this month"))
                .reply("Next month, then.")
                .build());

    person.decides(GateKind.TOOL_CALL, "reject", Map.of("reason", "not this month"));

    assertThat(bed.awaitEnd(run)).containsEntry("result", "Next month, then.");
    assertThat(BANK.log).isEmpty();
  }

  @Test
  void shouldNotTakeADecisionOnSomethingElseForOne() throws Exception {
    long run = start(payOnce(400));

    person.says(
        person.asked(GateKind.TOOL_CALL),
        JSON.readTree("{\"action\":\"approve\",\"digest\":\"0\"}"));
    Person.Open again = person.asked(GateKind.TOOL_CALL);
    assertThat(again.question().path("problem").asText()).contains("its 'digest' is another");
    person.says(again, JSON.readTree("{\"action\":\"answer\"}"));
    Person.Open third = person.asked(GateKind.TOOL_CALL);
    assertThat(third.question().path("problem").asText())
        .isEqualTo("'answer' is no decision here; it can be approve, approveAll, edit, reject.");
    person.says(third, JSON.readTree("{\"action\":\"silence\"}"));
    Person.Open fourth = person.asked(GateKind.TOOL_CALL);
    assertThat(fourth.question().path("problem").asText()).startsWith("'silence' is no decision");
    person.says(fourth, JSON.readTree("5"));
    person.decides(GateKind.TOOL_CALL, "approve", Map.of());

    bed.awaitEnd(run);
    assertThat(BANK.log).containsExactly("pay 400 to Ada");
  }

  @Test
  void shouldNotRunACallWhoseApprovalStandsOnlyInVariables() {
    long run =
        start(
            Screenplay.role("payer")
                .on(When.turn(0))
                .reply(pay(500))
                .on(When.turn(1).toolResult("a person has to approve it first, and nobody did"))
                .reply("I was not allowed to.")
                .build());
    person.asked(GateKind.TOOL_CALL);

    EngineRecords.Active call =
        bed.records().open("ApproveToolCall", BpmnElementType.CALL_ACTIVITY).getFirst();
    bed.camunda()
        .newModifyProcessInstanceCommand(call.processInstance())
        .activateElement("RunTool", call.scope())
        .and()
        .terminateElement(call.key())
        .send()
        .join();

    assertThat(bed.awaitEnd(run)).containsEntry("result", "I was not allowed to.");
    assertThat(BANK.log).isEmpty();
  }

  @Test
  void shouldLeaveTheOtherCallsOfATurnToTheirOwnGates() {
    long run =
        start(
            Screenplay.role("payer")
                .on(When.turn(0))
                .reply(pay(601).andCall("pay", Map.of("cents", 602, "to", "Ada")))
                .otherwise("Done.")
                .build());

    List<Person.Open> both = person.asked(GateKind.TOOL_CALL, 2);
    person.decides(both.get(1), "reject", Map.of("reason", "no"));
    person.decides(both.get(0), "approve", Map.of());

    bed.awaitEnd(run);
    String approved =
        both.getFirst().shown().path("arguments").toString().contains("601") ? "601" : "602";
    assertThat(BANK.log).containsExactly("pay %s to Ada".formatted(approved));
  }

  @Test
  void shouldTakeSilenceForANoAndForAYesOnlyWhereTheDefinitionSaysSo() {
    long run = start(payOnce(700));
    person.asked(GateKind.TOOL_CALL);

    bed.increaseTime(Duration.ofHours(3));

    JsonNode decision = JSON.valueToTree(bed.awaitEnd(run).get("decisions")).path(0);
    assertThat(decision.path("action").asText()).isEqualTo("reject");
    assertThat(decision.path("silence").asBoolean()).isTrue();
    assertThat(BANK.log).isEmpty();

    long tidying =
        start(
            Screenplay.role("payer")
                .on(When.turn(0))
                .reply(Reply.call("tidy", Map.of()))
                .otherwise("Done.")
                .build());
    person.asked(GateKind.TOOL_CALL);
    bed.increaseTime(Duration.ofHours(3));

    bed.awaitEnd(tidying);
    assertThat(BANK.log).containsExactly("tidy");
  }
}
