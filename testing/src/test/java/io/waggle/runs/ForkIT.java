package io.waggle.runs;

import static io.waggle.runs.Decisions.decision;
import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.agent.SubAgent;
import io.waggle.bpmn.GateKind;
import io.waggle.client.GateTask;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.Person;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestRun;
import io.waggle.tool.Effect;
import io.waggle.tool.Tool;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs that begin with what another one did. */
class ForkIT {
  private static final Shop SHOP = new Shop();
  private static int number;
  private static TestBed bed;

  private Person person;
  private String origin;

  /** Remembers what was done in it. */
  static final class Shop {
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());

    @Tool(description = "Looks.", effect = Effect.READ)
    String look(int number) {
      log.add("look " + number);
      return "seen " + number;
    }

    @Tool(description = "Pays.", effect = Effect.ONCE, undo = "refund")
    String pay(int number) {
      log.add("pay " + number);
      return "paid " + number;
    }

    String refund(int number) {
      log.add("refund " + number);
      return "refunded " + number;
    }
  }

  @BeforeAll
  static void open() {
    bed =
        TestBed.holding(
            List.of(
                agent("clerk").subAgent(SubAgent.of("helper", "Helps.")).build(),
                agent("helper").build(),
                agent("careful").approveTools("pay").build()));
  }

  private static io.waggle.agent.AgentBuilder agent(String name) {
    return Agent.named(name)
        .model("play:" + name)
        .instructions("You are " + name + ".")
        .tools(SHOP)
        .planning(Planning.NEVER);
  }

  @AfterAll
  static void close() {
    bed.close();
  }

  @BeforeEach
  void reset() {
    SHOP.log.clear();
    person = bed.person("ada");
    origin = "origin-" + ++number;
  }

  private static Reply call(String tool, int number) {
    return Reply.call(tool, Map.of("number", number));
  }

  private TestRun original(String agent, Screenplay play) {
    bed.play(play);
    return bed.start(Map.of("agent", agent, "task", "The task", "runId", origin));
  }

  /** Looks, pays, asks the helper, who looks, and is done. */
  private static Screenplay usual() {
    return Screenplay.role("clerk")
        .on(When.turn(0))
        .reply(call("look", 1).andCall("look", Map.of("number", 2)))
        .on(When.turn(1))
        .reply(call("pay", 3))
        .on(When.turn(2))
        .reply(Reply.call("ask_helper", Map.of("task", "Help")))
        .otherwise("Done.")
        .role("helper")
        .on(When.turn(0))
        .reply(call("look", 4))
        .otherwise("Helped.")
        .build();
  }

  private TestRun fork(String agent, String at, Map<String, Object> changes, Screenplay play) {
    bed.play(play);
    SHOP.log.clear();
    Map<String, Object> fork = new HashMap<>(changes);
    fork.put("of", origin);
    fork.put("at", at);
    return bed.start(Map.of("agent", agent, "runId", origin + "-fork", "fork", fork));
  }

  @Test
  void shouldGoOnFromAJobWithoutDoingAnythingBeforeItAgain() {
    TestRun before = original("clerk", usual()).awaitEnd();

    TestRun fork =
        fork("clerk", "p1/s1/t4", Map.of(), Screenplay.role("clerk").otherwise("Else.").build());

    assertThat(fork.awaitEnd().variables()).containsEntry("result", "Else.");
    assertThat(SHOP.log).isEmpty();
    assertThat(bed.model().counts().total()).isEqualTo(1);
    assertThat(bed.model().requests().getFirst().body()).contains("seen 1", "paid 3", "Helped.");
    assertThat(((Map<?, ?>) fork.variables().get("usage")).get("llmCalls")).isEqualTo(1);
    assertThat(before.variables()).containsEntry("result", "Done.");
  }

  @Test
  void shouldGoOnWithAnAnswerThatAPersonWrote() {
    original("clerk", usual()).awaitEnd();

    TestRun fork =
        fork(
            "clerk",
            "p1/s1/t2",
            Map.of(
                "answer",
                Map.of(
                    "calls",
                    List.of(Map.of("tool", "look", "arguments", Map.of("number", 9))))),
            Screenplay.role("clerk").otherwise("Else.").build());

    assertThat(fork.awaitEnd().variables()).containsEntry("result", "Else.");
    assertThat(SHOP.log).containsExactly("look 9");
    assertThat(bed.model().counts().total()).isEqualTo(1);
  }

  @Test
  void shouldGoOnWithAToolsResultThatAPersonWroteAndRunItsSiblings() {
    original("clerk", usual()).awaitEnd();

    TestRun fork =
        fork(
            "clerk",
            "p1/s1/t1/c1",
            Map.of("result", "seen something else"),
            Screenplay.role("clerk").otherwise("Else.").build());

    fork.awaitEnd();
    assertThat(bed.model().requests().getFirst().body()).contains("seen something else", "seen 2");
    assertThat(SHOP.log).doesNotContain("look 1");
  }

  @Test
  void shouldTellTheModelWhatAPersonSaysAndUseOtherInstructionsAndAnotherModel() {
    original("clerk", usual()).awaitEnd();

    TestRun fork =
        fork(
            "clerk",
            "p1/s1/t4",
            Map.of(
                "guidance",
                "Be brief.",
                "instructions",
                "You are somebody else.",
                "model",
                "scripted-in-test:helper",
                "by",
                "grace"),
            Screenplay.role("helper").otherwise("As the helper.").build());

    assertThat(fork.awaitEnd().variables()).containsEntry("result", "As the helper.");
    assertThat(bed.model().requests().getFirst().body())
        .contains("Be brief.", "You are somebody else.")
        .doesNotContain("You are clerk.");
  }

  @Test
  void shouldTakeSubAgentsAlongAndForkInTheMiddleOfOne() {
    original("clerk", usual()).awaitEnd();

    TestRun fork =
        fork(
            "clerk",
            "p1/s1/t3/c1/p1/s1/t2",
            Map.of(),
            Screenplay.role("clerk")
                .otherwise("Else.")
                .role("helper")
                .otherwise("Helped otherwise.")
                .build());

    assertThat(fork.awaitEnd().variables()).containsEntry("result", "Else.");
    assertThat(SHOP.log).isEmpty();
    assertThat(bed.model().requests().getLast().body()).contains("Helped otherwise.");
    assertThat(bed.model().counts().total()).isEqualTo(2);
  }

  @Test
  void shouldAskAPersonBeforeACallIsMadeThatTheOriginalMade() {
    original("clerk", usual()).awaitEnd();
    Screenplay paysAgain =
        Screenplay.role("clerk")
            .on(When.turn(1))
            .reply(call("pay", 3).andCall("pay", Map.of("number", 5)))
            .otherwise("Else.")
            .build();

    TestRun fork = fork("clerk", "p1/s1/t2", Map.of(), paysAgain);
    GateTask doubt = person.isAsked(fork, GateKind.IN_DOUBT);

    assertThat(doubt.question().shown().path("why").asText())
        .contains("the run that this one was forked from made this very call", "paid 3");
    person.says(doubt, decision("happened", Map.of("answer", "It was paid.")));
    fork.awaitEnd();
    assertThat(SHOP.log).containsExactly("pay 5");
    assertThat(bed.model().requests().getLast().body()).contains("It was paid.");
  }

  @Test
  void shouldNotInheritApprovalsOfCallsAndUndoOnlyItsOwn() {
    TestRun before =
        original(
            "careful",
            Screenplay.role("careful")
                .on(When.turn(0))
                .reply(call("pay", 1))
                .on(When.turn(1))
                .reply(call("pay", 2))
                .otherwise("Done.")
                .build());
    person.says(person.isAsked(before, GateKind.TOOL_CALL), decision("approveAll", Map.of()));
    before.awaitEnd();

    TestRun fork =
        fork(
            "careful",
            "p1/s1/t2",
            Map.of(),
            Screenplay.role("careful")
                .on(When.turn(1))
                .reply(call("pay", 7))
                .otherwise("Else.")
                .build());
    person.says(person.isAsked(fork, GateKind.TOOL_CALL), decision("approve", Map.of()));

    fork.awaitEnd();
    assertThat(SHOP.log).containsExactly("pay 7");
    assertThat(bed.model().counts().total()).isEqualTo(2);
  }

  @Test
  void shouldRefuseAForkThatCannotBeWithASentence() {
    original("clerk", usual()).awaitEnd();
    Screenplay none = Screenplay.role("clerk").otherwise("Else.").build();

    assertThat(fork("clerk", "p1/s9/t1", Map.of(), none).awaitIncident().message())
        .contains("has begun no job 'p1/s9/t1'", "waggle history " + origin);
    origin = "never-was";
    assertThat(fork("clerk", "p1", Map.of(), none).awaitIncident().message())
        .contains("there is no run 'never-was'");
  }
}
