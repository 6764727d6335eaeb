package io.waggle.bpmn;

import static io.waggle.bpmn.ScriptedGates.decision;
import static io.waggle.bpmn.ScriptedJobs.accepted;
import static io.waggle.bpmn.ScriptedJobs.plan;
import static io.waggle.bpmn.ScriptedJobs.stepEnds;
import static io.waggle.bpmn.ScriptedJobs.undoCall;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every path through {@code waggle-agent}, with the jobs' results given. */
class AgentProcessIT {
  private static final Map<String, Object> START = Map.of("agent", "a", "task", "Do it");

  private static final PassedElements PASSED = new PassedElements(Models.AGENT);

  private ProcessHarness harness;

  @BeforeEach
  void open() {
    harness = new ProcessHarness();
  }

  @AfterEach
  void close() {
    PASSED.add(harness);
    harness.close();
  }

  @AfterAll
  static void shouldHavePassedEveryElementAndFlow() throws Exception {
    PASSED.shouldHoldEverythingBut(
        LimitProcessIT.PASSED_OF_AGENT,
        SteeringProcessIT.PASSED_OF_AGENT,
        ReplayProcessIT.PASSED_OF_AGENT,
        FailureAsErrorIT.PASSED_OF_AGENT);
  }

  private void agent(Map<String, Object> accepted) {
    harness.serve("a.accept", variables -> accepted);
    harness.serve("a.synthesize", variables -> Map.of("outcome", "completed", "result", "R"));
  }

  @Test
  void shouldWorkThroughTheWavesAndCompleteWithTheUsageThatItsLastJobSumsUp() throws Exception {
    harness.serve("a.accept", variables -> accepted(2));
    harness.serve(
        "a.synthesize",
        variables ->
            Map.of(
                "outcome",
                "completed",
                "result",
                "R",
                "usage",
                Map.of("llmCalls", 3, "toolCalls", 6, "inputTokens", 30, "outputTokens", 15)));
    harness.serve(
        "a.plan", variables -> plan("ready", List.of(List.of("s1", "s2"), List.of("s3"))));
    harness.serve("a.think", variables -> stepEnds("done"));

    long run = harness.start(START);
    Map<String, String> end = harness.awaitEnd(run);

    assertThat(harness.records().completed())
        .contains("ResultReady")
        .filteredOn("StepDone"::equals)
        .hasSize(3);
    assertThat(end.get("outcome")).isEqualTo("\"completed\"");
    assertThat(json(end.get("usage")))
        .isEqualTo(json("{\"llmCalls\":3,\"toolCalls\":6,\"inputTokens\":30,\"outputTokens\":15}"));
    assertThat(json(harness.records().lastValue(run, "progress").orElseThrow()).path("results"))
        .hasSize(3);
  }

  @Test
  void shouldReplanWhenAStepFailedButOnlyAsOftenAsTheLimitAllows() {
    harness.serve("a.accept", variables -> accepted(1));
    AtomicInteger plans = new AtomicInteger();
    harness.serve(
        "a.plan",
        variables -> {
          boolean again = plans.getAndIncrement() > 0;
          var plan = new java.util.HashMap<>(plan("ready", List.of(List.of("s1"), List.of("s2"))));
          if (again) {
            plan.put(
                "progress",
                Map.of(
                    "wave", 0, "replans", 1, "failed", false, "replan", false, "results",
                    List.of()));
          }
          return plan;
        });
    harness.serve("a.think", variables -> stepEnds("failed", true));
    harness.serve("a.synthesize", variables -> Map.of("outcome", "partial", "result", "R"));

    harness.awaitEnd(harness.start(START));

    assertThat(plans).hasValue(2);
    assertThat(harness.records().completed())
        .contains("PartialResult")
        .filteredOn("StepDone"::equals)
        .hasSize(2);
  }

  @Test
  void shouldTellAFailedRunFromACompletedOne() {
    harness.serve("a.accept", variables -> accepted(0));
    harness.serve("a.plan", variables -> plan("ready", List.of(List.of("s1"))));
    harness.serve("a.think", variables -> stepEnds("failed"));
    harness.serve("a.synthesize", variables -> Map.of("outcome", "failed", "result", "Nothing"));

    harness.awaitEnd(harness.start(START));

    assertThat(harness.records().completed())
        .contains("RunFailed")
        .doesNotContain("ResultReady", "UndoWhatWasDone");
  }

  @Test
  void shouldPlanAgainWhenThePlanIsFaultyAndFailWithoutOne() {
    agent(accepted(0));
    AtomicInteger plans = new AtomicInteger();
    harness.serve(
        "a.plan",
        variables -> {
          if (plans.getAndIncrement() == 0) {
            return plan("faulty", List.of());
          }
          throw new ProcessHarness.BpmnErrorThrown(
              ErrorCodes.NO_PLAN, Map.of("result", "No plan."));
        });

    Map<String, String> end = harness.awaitEnd(harness.start(START));

    assertThat(harness.records().completed()).contains("EndedWithoutPlan", "RunFailed");
    assertThat(end).containsEntry("outcome", "\"failed\"").containsEntry("result", "\"No plan.\"");
  }

  @Test
  void shouldRejectThePlanWhenNobodyAnswers() {
    agent(accepted(0));
    ScriptedGates.serve(harness, "a");
    harness.serve("a.plan", variables -> plan("needsApproval", List.of(List.of("s1"))));
    long run = harness.start(START);
    harness.awaitUserTask(GateKind.PLAN, 1);

    harness.increaseTime(Duration.ofHours(3));

    assertThat(harness.awaitEnd(run)).containsEntry("outcome", "\"rejected\"");
    assertThat(harness.records().completed()).contains("PlanRejected", "RunRejected");
  }

  @Test
  void shouldPlanAgainAsOftenAsAPersonWantsSomethingElse() {
    agent(accepted(0));
    ScriptedGates.serve(harness, "a");
    List<Object> heard = new CopyOnWriteArrayList<>();
    harness.serve(
        "a.plan",
        variables -> {
          heard.add(String.valueOf(variables.get("decision")));
          return plan("needsApproval", List.of(List.of("s1")));
        });
    harness.serve("a.think", variables -> stepEnds("done"));

    long run = harness.start(START);
    harness.decide(GateKind.PLAN, decision(Action.CHANGE, Map.of("reason", "Shorter!")));
    harness.awaitUserTask(GateKind.PLAN, 2);
    harness.decide(GateKind.PLAN, decision(Action.APPROVE));

    assertThat(harness.awaitEnd(run)).containsEntry("result", "\"R\"");
    assertThat(heard).hasSize(2).last().asString().contains("Shorter!");
  }

  @Test
  void shouldWorkOnThePlanAsAPersonChangedIt() {
    agent(accepted(0));
    ScriptedGates.serve(harness, "a");
    harness.serve("a.plan", variables -> plan("needsApproval", List.of(List.of("s1"))));
    harness.serve("a.think", variables -> stepEnds("done"));

    long run = harness.start(START);
    harness.decide(
        GateKind.PLAN, decision(Action.EDIT, plan("ready", List.of(List.of("s7", "s8")))));
    harness.awaitEnd(run);

    assertThat(harness.records().values("step")).hasSize(4).allMatch(this::isOfTheChangedPlan);
    assertThat(harness.records().completed()).contains("ResultReady");
  }

  private boolean isOfTheChangedPlan(String step) {
    return step.contains("\"s7\"") || step.contains("\"s8\"");
  }

  @Test
  void shouldEndTheRunWhereAPersonRejectsThePlan() {
    agent(accepted(0));
    ScriptedGates.serve(harness, "a");
    harness.serve("a.plan", variables -> plan("needsApproval", List.of(List.of("s1"))));

    long run = harness.start(START);
    harness.decide(GateKind.PLAN, decision(Action.REJECT));

    assertThat(harness.awaitEnd(run))
        .containsEntry("outcome", "\"rejected\"")
        .containsEntry("result", "\"T\"");
    assertThat(harness.records().completed()).doesNotContain("WorkOnStep");
  }

  @Test
  void shouldUndoWhatAFailedRunDidWhereItsAgentWantsThat() {
    harness.serve("a.accept", variables -> accepted("r1", 0, true));
    harness.serve("a.plan", variables -> plan("ready", List.of(List.of("s1"))));
    harness.serve("a.think", variables -> stepEnds("failed"));
    harness.serve("a.synthesize", variables -> Map.of("outcome", "failed", "result", "Nothing"));
    AtomicInteger asked = new AtomicInteger();
    harness.serve(
        "a.find-undo",
        variables ->
            Map.of(
                "undoCalls",
                asked.getAndIncrement() == 0 ? List.of(undoCall("t", "7")) : List.of()));
    harness.serve("a.undo", variables -> Map.of());

    Map<String, String> end = harness.awaitEnd(harness.start(START));

    assertThat(end)
        .containsEntry("outcome", "\"failed\"")
        .containsEntry("result", "\"Nothing\"")
        .containsEntry("undone", "1")
        .doesNotContainKey("undoCalls");
    assertThat(harness.records().completed()).contains("UndoWhatWasDone", "RunFailed");
  }

  @Test
  void shouldStopInGoodOrderWhenAsked() {
    agent(accepted(0));
    long run = harness.start(START);
    harness.awaitElement("MakePlan");

    harness.requestCancel(
        "r1", Map.of("cancellation", Map.of("undo", false, "reason", "Too late")));

    assertThat(harness.awaitEnd(run))
        .containsEntry("outcome", "\"cancelled\"")
        .containsEntry("result", "\"The run was cancelled: Too late\"");
    assertThat(harness.records().completed())
        .contains("RunCancelled")
        .doesNotContain("UndoWhatWasDone");
  }

  @Test
  void shouldRaiseAReadableIncidentWhenTheAgentIsMissing() {
    harness.start(Map.of("task", "Do it"));

    assertThat(harness.awaitIncident().message())
        .contains("The variable agent is null, it must be the name of an agent");
  }

  private static com.fasterxml.jackson.databind.JsonNode json(
      @org.jspecify.annotations.Nullable String text) throws Exception {
    return new ObjectMapper().readTree(String.valueOf(text));
  }
}
