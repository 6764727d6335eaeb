package io.waggle.bpmn;

import static io.waggle.bpmn.ScriptedGates.decision;
import static io.waggle.bpmn.ScriptedJobs.acceptedAsking;
import static io.waggle.bpmn.ScriptedJobs.held;
import static io.waggle.bpmn.ScriptedJobs.plan;
import static io.waggle.bpmn.ScriptedJobs.stepEnds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Limits that are reached by agents that ask whether they may go on. */
class LimitProcessIT {
  /** What {@link AgentProcessIT} leaves to this class. */
  static final Set<String> PASSED_OF_AGENT =
      Set.of(
          "LimitIsReached",
          "ExtendLimit",
          "LimitAnswered",
          "MayItGoOn",
          "ItIsExtended",
          "ItFinishes",
          "ItStops",
          "StopRequested",
          "ToStoppedInStep",
          "WorkStops",
          "ToWorkStopped",
          "WorkStopped");

  /** What {@link StepProcessIT} leaves to this class. */
  static final Set<String> PASSED_OF_STEP =
      Set.of(
          "ItHasToWait",
          "WaitForWhat",
          "LimitIsReached",
          "ExtendLimit",
          "LimitAnswered",
          "MayItGoOn",
          "ItGoesOn",
          "ItStops",
          "StepStopped");

  private static final PassedElements OF_AGENT = new PassedElements(Models.AGENT);
  private static final PassedElements OF_STEP = new PassedElements(Models.STEP);
  private static final Map<String, Object> START = Map.of("agent", "a", "task", "Do it");

  private final List<Object> heard = new CopyOnWriteArrayList<>();
  private ProcessHarness harness;

  @BeforeEach
  void open() {
    harness = new ProcessHarness();
    ScriptedGates.serve(harness, "a");
    harness.serve("a.synthesize", variables -> Map.of("outcome", "completed", "result", "R"));
  }

  @AfterEach
  void close() {
    OF_AGENT.add(harness);
    OF_STEP.add(harness);
    harness.close();
  }

  @AfterAll
  static void shouldHavePassedWhatOthersLeaveToThisClass() {
    OF_AGENT.shouldHold(PASSED_OF_AGENT);
    OF_STEP.shouldHold(PASSED_OF_STEP);
  }

  /** Every step needs three more turns than it may have. */
  private long startWithLongSteps(String... steps) {
    harness.serve("a.accept", variables -> acceptedAsking(20, 0));
    harness.serve("a.plan", variables -> plan("ready", List.of(List.of(steps))));
    harness.serve(
        "a.think",
        variables -> {
          if (variables.get("extension") instanceof Map<?, ?> extension) {
            heard.add(extension);
            boolean enough =
                (int) extension.get("turns") >= 3 || extension.get("last").equals(true);
            return enough ? stepEnds("done") : limitReached();
          }
          return limitReached();
        });
    return harness.start(START);
  }

  private static Map<String, Object> limitReached() {
    Map<String, Object> reached = held("limit");
    reached.put(
        "turn",
        Map.of(
            "number",
            5,
            "next",
            "again",
            "toolCalls",
            List.of(),
            "preview",
            "Nearly",
            "ref",
            "p1/s1/t5"));
    return reached;
  }

  private static Map<String, Object> extendedBy(int units) {
    return decision(Action.EXTEND, Map.of("extendBy", units));
  }

  @Test
  void shouldAddUpTheTurnsThatAStepIsGiven() {
    long run = startWithLongSteps("s1");

    harness.decide(GateKind.LIMIT, extendedBy(1));
    harness.awaitUserTask(GateKind.LIMIT, 2);
    harness.decide(GateKind.LIMIT, extendedBy(2));
    harness.awaitEnd(run);

    assertThat(heard)
        .containsExactly(Map.of("turns", 1, "last", false), Map.of("turns", 3, "last", false));
    assertThat(harness.records().values("subject"))
        .first()
        .asString()
        .contains("\"limit\":{\"name\":\"maxTurns\",\"value\":5,\"reached\":\"Nearly\"}")
        .contains("\"step\":\"Step s1\"")
        .contains("\"at\":\"p1/s1/t5\"");
  }

  @Test
  void shouldHaveAStepFinishWhereNobodyAnswers() {
    long run = startWithLongSteps("s1");
    harness.awaitUserTask(GateKind.LIMIT, 1);

    harness.increaseTime(Duration.ofHours(3));
    harness.awaitEnd(run);

    assertThat(heard).containsExactly(Map.of("turns", 0, "last", true));
    assertThat(harness.records().completed()).contains("ResultReady");
  }

  @Test
  void shouldStopTheWholeRunFromWithinAStep() {
    long run = startWithLongSteps("s1", "s2");
    harness.awaitUserTask(GateKind.LIMIT, 2);

    harness.decide(GateKind.LIMIT, decision(Action.STOP));

    assertThat(harness.awaitEnd(run)).containsEntry("outcome", "\"cancelled\"");
    assertThat(harness.records().completed()).contains("RunCancelled").doesNotContain("Synthesize");
    assertThat(harness.records().terminated()).contains(Models.STEP, Models.GATE);
  }

  /** The first step wants another plan, which it may not have; later steps do not. */
  private long startWithReplans(int maxSteps, int maxReplans) {
    harness.serve("a.accept", variables -> acceptedAsking(maxSteps, maxReplans));
    harness.serve(
        "a.plan",
        variables -> {
          heard.add(((Map<?, ?>) variables.get("run")).get("limits"));
          Map<String, Object> plan = new HashMap<>(plan("ready", List.of(List.of("s1"))));
          plan.put("progress", revised(variables));
          return plan;
        });
    harness.serve("a.think", variables -> stepEnds("done", heard.size() < 2));
    return harness.start(START);
  }

  private static Map<String, Object> revised(Map<String, Object> variables) {
    Map<String, Object> progress = new HashMap<>();
    ((Map<?, ?>) variables.get("progress"))
        .forEach((name, value) -> progress.put(String.valueOf(name), value));
    progress.put("wave", 0);
    return progress;
  }

  private static Map<String, Object> limits(int maxSteps, int maxReplans) {
    return Map.of("maxSteps", maxSteps, "maxTurns", 5, "maxReplans", maxReplans, "maxDepth", 3);
  }

  @Test
  void shouldPlanAgainWithMoreRevisionsAllowed() {
    long run = startWithReplans(20, 0);

    harness.decide(GateKind.LIMIT, extendedBy(2));

    assertThat(harness.awaitEnd(run)).containsEntry("outcome", "\"completed\"");
    assertThat(heard).containsExactly(limits(20, 0), limits(20, 2));
  }

  @Test
  void shouldPlanAgainWithMoreStepsAllowed() {
    long run = startWithReplans(1, 5);

    harness.decide(GateKind.LIMIT, extendedBy(4));

    assertThat(harness.awaitEnd(run)).containsEntry("outcome", "\"completed\"");
    assertThat(heard).containsExactly(limits(1, 5), limits(5, 5));
    assertThat(harness.records().values("subject"))
        .first()
        .asString()
        .contains("{\"name\":\"maxSteps\",\"value\":1}")
        .contains("\"at\":\"p1\"");
  }

  @Test
  void shouldFinishWithWhatThereIsWhereNobodyAnswers() {
    long run = startWithReplans(20, 0);
    harness.awaitUserTask(GateKind.LIMIT, 1);

    harness.increaseTime(Duration.ofHours(3));

    assertThat(harness.awaitEnd(run)).containsEntry("outcome", "\"completed\"");
    assertThat(heard).hasSize(1);
  }

  @Test
  void shouldStopTheRunAtItsOwnLimit() {
    long run = startWithReplans(20, 0);

    harness.decide(GateKind.LIMIT, decision(Action.STOP));

    assertThat(harness.awaitEnd(run)).containsEntry("outcome", "\"cancelled\"");
    assertThat(harness.records().lastValue(run, "cancellation")).contains("{\"undo\":false}");
    assertThat(harness.records().completed()).doesNotContain("Synthesize");
  }
}
