package io.waggle.bpmn;

import static io.waggle.bpmn.ScriptedGates.decision;
import static io.waggle.bpmn.ScriptedJobs.accepted;
import static io.waggle.bpmn.ScriptedJobs.act;
import static io.waggle.bpmn.ScriptedJobs.actThenEnd;
import static io.waggle.bpmn.ScriptedJobs.plan;
import static io.waggle.bpmn.ScriptedJobs.stepEnds;
import static io.waggle.bpmn.ScriptedJobs.toolCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
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

/** Every path through {@code waggle-step}, with the jobs' results given. */
class StepProcessIT {
  private static final Map<String, Object> START = Map.of("agent", "a", "task", "Do it");

  /** A token goes from an event-based gateway to the event at once; the engine reports no flow. */
  private static final Set<String> NEVER_REPORTED = Set.of("ToRunResumed", "ToPauseLookedAt");

  private static final PassedElements PASSED = new PassedElements(Models.STEP);

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
        DirectCallsProcessIT.PASSED_OF_STEP,
        InDoubtProcessIT.PASSED_OF_STEP,
        LimitProcessIT.PASSED_OF_STEP,
        SteeringProcessIT.PASSED_OF_STEP,
        ReplayProcessIT.PASSED_OF_STEP,
        NEVER_REPORTED);
  }

  private void agent(Map<String, Object> accepted) {
    harness.serve("a.accept", variables -> accepted);
    harness.serve("a.synthesize", variables -> Map.of("outcome", "completed", "result", "R"));
  }

  @Test
  void shouldHandleTheToolCallsOfATurnInParallelAndKeepTheirOrder() throws Exception {
    agent(accepted(0));
    AtomicReference<Object> seen = new AtomicReference<>();
    harness.serve("a.plan", variables -> plan("ready", List.of(List.of("s1"))));
    harness.serve(
        "a.think",
        actThenEnd(
            act(
                List.of(
                    toolCall("c1", "open", "tool"),
                    ScriptedJobs.refused("c2"),
                    toolCall("c3", "open", "agent"),
                    toolCall("c4", "open", "tool"))),
            seen::set));
    harness.serve(
        "a.tool",
        variables -> {
          String id = String.valueOf(((Map<?, ?>) variables.get("toolCall")).get("id"));
          if (id.equals("c4")) {
            throw new ProcessHarness.BpmnErrorThrown("ANYTHING", Map.of());
          }
          return Map.of("observation", Map.of("id", id, "ok", true));
        });
    subAgent();

    harness.awaitEnd(harness.start(START));

    var observations = json(new ObjectMapper().writeValueAsString(seen.get()));
    assertThat(observations.findValuesAsText("id")).containsExactly("c1", "c2", "c3", "c4");
    assertThat(observations.findValuesAsText("ok"))
        .containsExactly("true", "false", "true", "false");
    assertThat(observations.path(2).path("preview").asText()).isEqualTo("sub-result");
    assertThat(observations.path(2).path("ref").asText()).isEqualTo("77");
    assertThat(observations.path(2).has("usage")).isFalse();
    assertThat(harness.records().activations("RecordAnswer")).isEmpty();
    assertThat(json(harness.records().values("caller").getFirst()))
        .isEqualTo(json("{\"epoch\":1,\"call\":\"p1/s1/t1/c3\",\"run\":\"r1\"}"));
    assertThat(observations.path(3).path("content").asText())
        .contains("ERROR calling tool 'a_tool'");
  }

  /** A step whose first turn asks for these calls and whose second one ends it. */
  private long startWithCalls(AtomicReference<Object> seen, List<Map<String, Object>> calls) {
    agent(accepted(0));
    ScriptedGates.serve(harness, "a");
    harness.serve("a.plan", variables -> plan("ready", List.of(List.of("s1"))));
    harness.serve("a.think", actThenEnd(act(calls), seen::set));
    harness.serve(
        "a.tool",
        variables -> Map.of("observation", Map.of("id", "c", "ok", true, "content", "ran")));
    return harness.start(START);
  }

  private static Map<String, Object> question(String id) {
    return toolCall(id, "open", "human");
  }

  private void subAgent() {
    harness.serve("b.accept", variables -> accepted(0));
    harness.serve("b.plan", variables -> plan("ready", List.of(List.of("s1"))));
    harness.serve("b.think", variables -> stepEnds("done"));
    harness.serve(
        "b.synthesize",
        variables -> Map.of("outcome", "completed", "result", "sub-result", "resultRef", "77"));
  }

  @Test
  void shouldTurnTheErrorOfASomebodysProcessIntoAnObservation() throws Exception {
    harness.deploy("failing-process.bpmn", "echoing-process.bpmn");
    agent(accepted(0));
    AtomicReference<Object> seen = new AtomicReference<>();
    harness.serve("a.plan", variables -> plan("ready", List.of(List.of("s1"))));
    var failing = ScriptedJobs.foreignCall("c1", "failing-process");
    var echoing = ScriptedJobs.foreignCall("c2", "echoing-process");
    harness.serve("a.think", actThenEnd(act(List.of(failing, echoing)), seen::set));
    AtomicReference<Object> recorded = new AtomicReference<>();
    harness.serve(
        "a.record-answer",
        variables -> {
          recorded.set(variables.get("answer"));
          return Map.of();
        });

    harness.awaitEnd(harness.start(START));

    var observations = json(new ObjectMapper().writeValueAsString(seen.get()));
    assertThat(observations.path(0).path("ok").asBoolean()).isFalse();
    assertThat(observations.path(0).path("content").asText()).contains("'failing-process'");
    assertThat(observations.path(1).path("ok").asBoolean()).isTrue();
    assertThat(observations.path(1).path("content").path("echo").asText()).isEqualTo("Help");
    assertThat(json(new ObjectMapper().writeValueAsString(recorded.get())).path("result"))
        .isEqualTo(observations.path(1).path("content"));
    assertThat(harness.records().activations("RecordAnswer")).hasSize(1);
  }

  @Test
  void shouldThinkAgainWhenTheAnswerCouldNotBeUsed() {
    agent(accepted(0));
    AtomicInteger turns = new AtomicInteger();
    harness.serve("a.plan", variables -> plan("ready", List.of(List.of("s1"))));
    harness.serve(
        "a.think",
        variables ->
            turns.incrementAndGet() < 3 ? ScriptedJobs.turn("again", List.of()) : stepEnds("done"));

    harness.awaitEnd(harness.start(START));

    assertThat(turns).hasValue(3);
  }

  @Test
  void shouldDenyWhatNobodyApprovesAndGoOnWithoutAnswers() throws Exception {
    AtomicReference<Object> seen = new AtomicReference<>();
    long run = startWithCalls(seen, List.of(toolCall("c1", "approval", "tool"), question("c2")));
    harness.awaitUserTask(GateKind.TOOL_CALL, 1);
    harness.awaitUserTask(GateKind.QUESTION, 1);

    harness.increaseTime(Duration.ofHours(3));
    harness.awaitEnd(run);

    var observations = json(new ObjectMapper().writeValueAsString(seen.get()));
    assertThat(observations.findValuesAsText("ok")).containsExactly("false", "false");
    assertThat(harness.records().completed())
        .contains("CallRejected", "HumanAnswered")
        .doesNotContain("RunTool");
  }

  @ParameterizedTest
  @CsvSource({"APPROVE, true", "APPROVE_ALL, true", "EDIT, true", "REJECT, false"})
  void shouldRunWhatAPersonApprovedAndNothingElse(Action action, boolean runs) throws Exception {
    AtomicReference<Object> seen = new AtomicReference<>();
    long run = startWithCalls(seen, List.of(toolCall("c1", "approval", "tool")));

    harness.decide(GateKind.TOOL_CALL, decision(action));
    harness.awaitEnd(run);

    assertThat(harness.records().completed().contains("RunTool")).isEqualTo(runs);
    var observation = json(new ObjectMapper().writeValueAsString(seen.get())).path(0);
    assertThat(observation.path("ok").asBoolean()).isEqualTo(runs);
    assertThat(observation.path("content").asText()).isEqualTo(runs ? "ran" : "T");
  }

  @Test
  void shouldHandASubAgentTheTaskAsAPersonChangedIt() {
    subAgent();
    long run =
        startWithCalls(new AtomicReference<>(), List.of(toolCall("c1", "approval", "agent")));

    harness.decide(GateKind.TOOL_CALL, decision(Action.EDIT, Map.of("task", "Help less")));
    harness.awaitEnd(run);

    assertThat(harness.records().values("task")).containsOnly("\"Do it\"", "\"Help less\"");
  }

  @Test
  void shouldLeaveOneGateAloneWhereAnotherIsDecided() throws Exception {
    AtomicReference<Object> seen = new AtomicReference<>();
    long run =
        startWithCalls(
            seen, List.of(toolCall("c1", "approval", "tool"), toolCall("c2", "approval", "tool")));
    harness.awaitUserTask(GateKind.TOOL_CALL, 2);

    harness.decide(GateKind.TOOL_CALL, decision(Action.APPROVE));
    await().until(() -> harness.records().completed().contains("ToolAnswered"));
    assertThat(harness.records().activations("CallApproved")).hasSize(1);
    harness.decide(GateKind.TOOL_CALL, decision(Action.REJECT));
    harness.awaitEnd(run);

    var observations = json(new ObjectMapper().writeValueAsString(seen.get()));
    assertThat(observations.findValuesAsText("ok")).containsExactlyInAnyOrder("true", "false");
  }

  @ParameterizedTest
  @CsvSource({"ANSWER, true", "SKIP, false"})
  void shouldTakeAPersonsAnswerAsTheObservation(Action action, boolean answered) throws Exception {
    AtomicReference<Object> seen = new AtomicReference<>();
    long run = startWithCalls(seen, List.of(question("c1")));

    harness.decide(GateKind.QUESTION, decision(action));
    harness.awaitEnd(run);

    var observation = json(new ObjectMapper().writeValueAsString(seen.get())).path(0);
    assertThat(observation.path("ok").asBoolean()).isEqualTo(answered);
    assertThat(observation.path("content").asText()).isEqualTo("T");
  }

  @Test
  void shouldCancelSubAgentsTogetherWithTheirParent() {
    agent(accepted(0));
    harness.serve("a.plan", variables -> plan("ready", List.of(List.of("s1"))));
    harness.serve(
        "a.think",
        variables ->
            act(List.of(toolCall("c1", "open", "agent"), toolCall("c2", "open", "agent"))));
    long run = harness.start(START);
    harness.awaitElement("AskSubAgent");
    await().until(() -> harness.records().activations("AcceptTask").size() == 3);

    harness.cancel(run);

    await()
        .until(
            () ->
                harness.records().terminated().stream().filter(Models.AGENT::equals).count() == 3);
  }

  private static com.fasterxml.jackson.databind.JsonNode json(
      @org.jspecify.annotations.Nullable String text) throws Exception {
    return new ObjectMapper().readTree(String.valueOf(text));
  }
}
