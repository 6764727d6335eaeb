package io.waggle.bpmn;

import static io.waggle.bpmn.ScriptedGates.decision;
import static io.waggle.bpmn.ScriptedJobs.accepted;
import static io.waggle.bpmn.ScriptedJobs.act;
import static io.waggle.bpmn.ScriptedJobs.actThenEnd;
import static io.waggle.bpmn.ScriptedJobs.plan;
import static io.waggle.bpmn.ScriptedJobs.toolCall;
import static io.waggle.bpmn.ScriptedJobs.undoCall;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs that are recreated from the journal pass by what has happened before. */
class ReplayProcessIT {
  /** What {@link AgentProcessIT} leaves to this class. */
  static final Set<String> PASSED_OF_AGENT = Set.of("ItHasEnded", "EndedBefore", "ItWasEnding");

  /** What {@link StepProcessIT} leaves to this class. */
  static final Set<String> PASSED_OF_STEP = Set.of("ItWasAnswered", "AnsweredBefore");

  /** What {@link GateProcessIT} leaves to this class. */
  static final Set<String> PASSED_OF_GATE = Set.of("ItWasDecided");

  private static final PassedElements OF_AGENT = new PassedElements(Models.AGENT);
  private static final PassedElements OF_STEP = new PassedElements(Models.STEP);
  private static final PassedElements OF_GATE = new PassedElements(Models.GATE);
  private static final Map<String, Object> START =
      Map.of("agent", "a", "runId", "r1", "replay", Map.of("takeOver", false));

  private ProcessHarness harness;

  @BeforeEach
  void open() {
    harness = new ProcessHarness();
  }

  @AfterEach
  void close() {
    OF_AGENT.add(harness);
    OF_STEP.add(harness);
    OF_GATE.add(harness);
    harness.close();
  }

  @AfterAll
  static void shouldHavePassedWhatOthersLeaveToThisClass() {
    OF_AGENT.shouldHold(PASSED_OF_AGENT);
    OF_STEP.shouldHold(PASSED_OF_STEP);
    OF_GATE.shouldHold(PASSED_OF_GATE);
  }

  @ParameterizedTest
  @CsvSource({
    "completed, ResultReady",
    "partial, PartialResult",
    "rejected, RunRejected",
    "failed, RunFailed",
    "cancelled, RunCancelled"
  })
  void shouldEndAtOnceAsTheRunEndedBefore(String outcome, String end) throws Exception {
    Map<String, Object> out =
        Map.of(
            "outcome",
            outcome,
            "result",
            "R",
            "resultRef",
            "answer",
            "usage",
            Map.of("llmCalls", 3, "toolCalls", 6, "inputTokens", 30, "outputTokens", 15),
            "undone",
            2,
            "decisions",
            List.of(Map.of("action", "approve")));
    harness.serve("a.accept", variables -> out);

    Map<String, String> ended = harness.awaitEnd(harness.start(START));

    for (Map.Entry<String, Object> recorded : out.entrySet()) {
      assertThat(new ObjectMapper().readTree(ended.get(recorded.getKey())))
          .isEqualTo(new ObjectMapper().valueToTree(recorded.getValue()));
    }
    assertThat(harness.records().completed())
        .contains("EndedBefore", end)
        .doesNotContain("WorkBegins", "FindDecisions");
  }

  @Test
  void shouldGoOnUndoingARunThatWasBeingCancelled() {
    Map<String, Object> door = new HashMap<>(accepted("r1", 0, false));
    door.put("outcome", "cancelled");
    door.put("result", "The run was cancelled: too late");
    door.put("cancellation", Map.of("undo", true, "reason", "too late"));
    harness.serve("a.accept", variables -> door);
    AtomicInteger asked = new AtomicInteger();
    harness.serve(
        "a.find-undo",
        variables ->
            Map.of(
                "undoCalls",
                asked.getAndIncrement() == 0 ? List.of(undoCall("t", "p1/s1/t1/c1")) : List.of()));
    harness.serve("a.undo", variables -> Map.of());

    assertThat(harness.awaitEnd(harness.start(START)))
        .containsEntry("outcome", "\"cancelled\"")
        .containsEntry("result", "\"The run was cancelled: too late\"")
        .containsEntry("undone", "1");
    assertThat(harness.records().completed())
        .contains("UndoWhatWasDone", "FindDecisions", "RunCancelled")
        .doesNotContain("WorkBegins");
  }

  @Test
  void shouldNotUndoWhatWasToStay() {
    Map<String, Object> door = new HashMap<>(accepted("r1", 0, true));
    door.put("outcome", "cancelled");
    door.put("cancellation", Map.of("undo", false));
    harness.serve("a.accept", variables -> door);

    harness.awaitEnd(harness.start(START));

    assertThat(harness.records().completed())
        .contains("FindDecisions")
        .doesNotContain("UndoWhatWasDone", "WorkBegins");
  }

  @ParameterizedTest
  @EnumSource
  void shouldAskNobodyWhatWasDecidedBefore(GateKind gate) throws Exception {
    Map<String, Object> decided = new HashMap<>(ScriptedGates.question(ScriptedGates.POLICY));
    Map<String, Object> before =
        decision(gate.actions().getFirst(), Map.of("ref", "p1/approve/decided", "by", "mary"));
    decided.put("decision", before);
    harness.serve("a.ask", variables -> decided);

    Map<String, String> ended =
        harness.awaitEnd(
            harness.start(
                Models.GATE,
                Map.of(
                    "agent",
                    "a",
                    "run",
                    Map.of("address", "r1"),
                    "gate",
                    gate,
                    "subject",
                    Map.of())));

    assertThat(new ObjectMapper().readTree(ended.get("decision")))
        .isEqualTo(new ObjectMapper().valueToTree(before));
    assertThat(harness.records().userTasks()).isEmpty();
    assertThat(harness.records().completed()).doesNotContain("AskPerson", "TakeDecision");
  }

  @Test
  void shouldAskWhereNobodyButAVariableSaysThatItWasDecided() {
    harness.serve("a.ask", variables -> ScriptedGates.question(ScriptedGates.POLICY));
    harness.start(
        Models.GATE,
        Map.of(
            "agent",
            "a",
            "run",
            Map.of("address", "r1"),
            "gate",
            "toolCall",
            "subject",
            Map.of(),
            "decision",
            Map.of("action", "approve", "ref", "p1/s1/t1/c1/approve/decided")));

    harness.awaitUserTask(GateKind.TOOL_CALL, 1);
  }

  @Test
  void shouldCallNobodyWhoAnsweredBefore() {
    harness.serve("a.accept", variables -> accepted(0));
    harness.serve("a.plan", variables -> plan("ready", List.of(List.of("s1"))));
    harness.serve("a.synthesize", variables -> Map.of("outcome", "completed", "result", "R"));
    Map<String, Object> observation = Map.of("id", "c1", "ok", true, "preview", "known");
    Map<String, Object> foreign = ScriptedJobs.foreignCall("c1", "echoing-process");
    foreign.put("observation", observation);
    Map<String, Object> approved = toolCall("c2", "approval", "agent");
    approved.put("observation", Map.of("id", "c2", "ok", true, "preview", "known too"));
    AtomicReference<Object> seen = new AtomicReference<>();
    harness.serve("a.think", actThenEnd(act(List.of(foreign, approved)), seen::set));

    harness.awaitEnd(harness.start(START));

    assertThat(seen.get()).isEqualTo(List.of(observation, approved.get("observation")));
    assertThat(harness.records().completed())
        .contains("AnsweredBefore")
        .doesNotContain("AskSubAgent", "ApproveToolCall", "RecordAnswer");
  }

  @Test
  void shouldKeepTheNameThatWasGivenAndGiveTheFrameTheAddress() {
    harness.serve("a.accept", variables -> accepted("r1", 0, false));
    long run = harness.start(START);
    harness.awaitElement("MakePlan");

    assertThat(harness.records().variablesOf(run)).containsEntry("runId", "\"r1\"");
    assertThat(harness.records().values("runId")).hasSizeGreaterThan(1).containsOnly("\"r1\"");
  }

  @Test
  void shouldNameInItsFrameARunThatWasStartedWithoutAName() {
    harness.serve("a.accept", variables -> accepted("made-up", 0, false));
    long run = harness.start(Map.of("agent", "a", "task", "Do it"));
    harness.awaitElement("MakePlan");

    assertThat(harness.records().variablesOf(run)).doesNotContainKey("runId");
    assertThat(harness.records().values("runId")).last().isEqualTo("\"made-up\"");
  }
}
