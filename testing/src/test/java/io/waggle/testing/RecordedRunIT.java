package io.waggle.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waggle.agent.Agent;
import io.waggle.agent.AgentBuilder;
import io.waggle.agent.Planning;
import io.waggle.agent.SubAgent;
import io.waggle.agent.ToolRule;
import io.waggle.bpmn.Action;
import io.waggle.bpmn.Cancellation;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.GatePolicy;
import io.waggle.bpmn.Steering;
import io.waggle.client.GateTask;
import io.waggle.client.RunRequest;
import io.waggle.history.RunExport;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.ReplayedRun.Difference;
import io.waggle.tool.Effect;
import io.waggle.tool.Param;
import io.waggle.tool.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that was recorded, played with the agents that made it and with others. */
class RecordedRunIT {
  private static final AtomicInteger ACTED = new AtomicInteger();

  @TempDir static Path folder;

  private static Path file;

  static class Shop {
    @Tool(description = "Looks.", effect = Effect.READ)
    public String look(int number) {
      ACTED.incrementAndGet();
      return "seen " + number;
    }

    @Tool(description = "Pays an invoice.", effect = Effect.ONCE)
    public String pay(int cents) {
      ACTED.incrementAndGet();
      return "paid " + cents;
    }
  }

  /** The same, where payments need a reason. */
  static final class OtherShop {
    @Tool(description = "Looks.", effect = Effect.READ)
    String look(int number) {
      return "";
    }

    @Tool(description = "Pays an invoice.", effect = Effect.ONCE)
    String pay(int cents, @Param("why") String reason) {
      return "";
    }
  }

  private static AgentBuilder clerk(Object tools) {
    return Agent.named("clerk")
        .model("play:clerk")
        .instructions("You are clerk.\nRefund up to 100 EUR.")
        .tools(tools)
        .subAgent(SubAgent.of("helper", "Helps."))
        .planning(Planning.NEVER)
        .gate(GatePolicy.DEFAULT.asking("clerks"));
  }

  private static ToolRule large() {
    return ToolRule.calls("pay").when("cents > 1000");
  }

  private static Agent clerk() {
    return clerk(new Shop()).approve(large()).build();
  }

  private static Agent helper() {
    return Agent.named("helper")
        .model("play:helper")
        .instructions("You are helper.")
        .tools(new Shop())
        .planning(Planning.NEVER)
        .build();
  }

  @BeforeAll
  static void record() throws Exception {
    try (TestBed bed = TestBed.holding(List.of(clerk(), helper()))) {
      bed.play(
          Screenplay.role("clerk")
              .on(When.turn(0))
              .reply(Reply.call("look", Map.of("number", 1)).andCall("pay", Map.of("cents", 500)))
              .on(When.turn(1))
              .reply(Reply.call("pay", Map.of("cents", 5000)))
              .on(When.turn(2))
              .reply(Reply.call("ask_helper", Map.of("task", "Look after it")))
              .on(When.turn(3))
              .reply(Reply.call("pay", Map.of("cents", 7000)))
              .otherwise("All is paid.")
              .role("helper")
              .on(When.turn(0))
              .reply(Reply.call("look", Map.of("number", 3)))
              .otherwise("Helped.")
              .build());
      TestRun run = bed.start(RunRequest.of("clerk", "Pay what is open").id("refund-42"));
      Person ada = bed.person("ada");
      GateTask asked = ada.isAsked(run, GateKind.TOOL_CALL);
      bed.client().steer("refund-42", Steering.guide("Be quick."));
      bed.awaitCompleted("TakeInstructions", 1);
      ada.decides(asked, Decision.of(Action.APPROVE_ALL));
      run.awaitEnd();
      file = folder.resolve("refund-42.jsonl");
      write(bed, "refund-42", file);
    }
    ACTED.set(0);
  }

  /** Agents under test are played by another model than their own. */
  private static void write(TestBed bed, String run, Path to) throws Exception {
    List<String> lines = new ArrayList<>();
    bed.bean(RunExport.class).write(run, lines::add);
    lines.replaceAll(line -> line.replace("scripted-in-test:", "play:"));
    Files.write(to, lines);
  }

  private static List<String> played(Agent... agents) {
    ReplayedRun run = RecordedRun.of(file).agents(agents).replay();
    assertThat(ACTED).as("calls of tools").hasValue(0);
    return run.differences().stream().map(Difference::text).toList();
  }

  @Test
  void shouldBeTheSameWithTheSameAgents() {
    RecordedRun.of(file).agents(clerk(), helper()).replay().assertSame();
    assertThat(ACTED).hasValue(0);
  }

  @Test
  void shouldSayWhichInstructionsAreOther() {
    Agent other =
        clerk(new Shop())
            .instructions("You are clerk.\nRefund up to 500 EUR.")
            .approve(large())
            .build();

    assertThat(played(other, helper()))
        .containsExactly(
            """
            p1/s1/t1 asks something else than recorded (also p1/s1/t2, p1/s1/t3, p1/s1/t4, …):
              instructions  - Refund up to 100 EUR.   + Refund up to 500 EUR.""");
  }

  @Test
  void shouldSayWhichModelIsAskedInstead() {
    Agent other = helper().withModel("play:other");

    assertThatThrownBy(() -> RecordedRun.of(file).agents(clerk(), other).replay().assertSame())
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            """
            The agents do not do what is recorded:
            p1/s1/t3/c1/p1/s1/t1 asks something else than recorded (also p1/s1/t3/c1/p1/s1/t2):
              model         - play:helper   + play:other""");
  }

  @Test
  void shouldSayThatAToolHasOtherParametersAndThatCallsDoNotFitThem() {
    Agent other = clerk(new OtherShop()).approve(large()).build();

    List<String> differences = played(other, helper());

    assertThat(differences.getFirst())
        .startsWith("p1/s1/t1 asks something else than recorded (also p1/s1/t2")
        .contains("  pay\n", "+    \"reason\" : {");
    assertThat(differences)
        .anyMatch(
            line ->
                line.startsWith("p1/s1/t1/c2: pay ran unasked; now it is refused (ERROR:")
                    && line.contains("reason"))
        .anyMatch(
            line -> line.startsWith("p1/s1/t2/c1: pay waited for a person; now it is refused"));
  }

  @Test
  void shouldSayThatAToolIsGone() {
    Agent other = clerk(List.of()).build();

    assertThat(played(other, helper()))
        .anyMatch(line -> line.endsWith("  tools         - look, pay"))
        .anyMatch(
            line ->
                line.startsWith("p1/s1/t1/c2: pay ran unasked; now it is refused (ERROR: there"));
  }

  @Test
  void shouldSayThatAPersonApprovesWhatRanUnaskedAndByWhichRule() {
    Agent other =
        clerk(new Shop())
            .approve(ToolRule.calls("look").when("number > 5"))
            .approve(ToolRule.calls("pay").when("cents > 100"))
            .build();

    assertThat(played(other, helper()))
        .containsExactly("p1/s1/t1/c2: pay ran unasked; now a person approves it (rule 2)");
  }

  @Test
  void shouldSayThatWhatAPersonApprovedRunsUnasked() {
    Agent other = clerk(new Shop()).approve(ToolRule.calls("pay").when("cents > 6000")).build();

    assertThat(played(other, helper()))
        .contains("p1/s1/t2/c1: pay waited for a person; now it runs unasked");
  }

  @Test
  void shouldSayThatOthersAreAsked() {
    Agent other =
        clerk(new Shop()).approve(large().by(GatePolicy.DEFAULT.asking("directors"))).build();

    assertThat(played(other, helper()))
        .anyMatch(
            line ->
                line.startsWith("p1/s1/t2/c1/approve/asked asks something else than recorded")
                    && line.contains("directors"));
  }

  @Test
  void shouldSayWhichAgentIsMissing() {
    assertThatThrownBy(() -> RecordedRun.of(file).agents(clerk()).replay())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[helper]");
  }

  @Test
  void shouldPlayARunThatHasNotEndedUpToWhereItsRecordEnds() throws Exception {
    Path half = folder.resolve("half.jsonl");
    List<String> lines = Files.readAllLines(file);
    int third = 0;
    while (!lines.get(third).startsWith("{\"job\":\"p1/s1/t3\"")) {
      third++;
    }
    Files.write(half, lines.subList(0, third));

    RecordedRun.of(half).agents(clerk(), helper()).replay().assertSame();
    assertThat(ACTED).hasValue(0);
  }

  @Test
  void shouldPlayARunThatWasCancelledToWhereItWas() throws Exception {
    Path cancelled = folder.resolve("cancelled.jsonl");
    Agent asking = clerk(new Shop()).approve(large()).askHuman().build();
    try (TestBed bed = TestBed.holding(List.of(asking, helper()))) {
      bed.play(
          Screenplay.role("clerk")
              .on(When.turn(0))
              .reply(Reply.call("ask_human", Map.of("question", "Which one?")))
              .on(When.turn(1))
              .reply(Reply.call("pay", Map.of("cents", 5000)))
              .otherwise("Never.")
              .build());
      TestRun run = bed.start(RunRequest.of("clerk", "Pay what is open").id("refund-43"));
      bed.person("ada").answers(run, "All of them.");
      bed.person("ada").isAsked(run, GateKind.TOOL_CALL);
      bed.client().cancel("refund-43", new Cancellation(true, "withdrawn"));
      run.awaitEnd();
      write(bed, "refund-43", cancelled);
    }
    ACTED.set(0);

    RecordedRun.of(cancelled).agents(asking, helper()).replay().assertSame();
    assertThat(RecordedRun.of(cancelled).agents(clerk(), helper()).replay().differences())
        .anyMatch(found -> found.text().endsWith("  tools         - ask_human"));
  }

  @Test
  void shouldRefuseAFileThatIsNone() throws Exception {
    Path none = Files.writeString(folder.resolve("none.jsonl"), "{\"a\": 1}\n");

    assertThatThrownBy(() -> RecordedRun.of(none))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("waggle export");
  }
}
