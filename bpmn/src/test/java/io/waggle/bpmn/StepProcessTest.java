package io.waggle.bpmn;

import static io.waggle.bpmn.ScriptedJobs.accepted;
import static io.waggle.bpmn.ScriptedJobs.act;
import static io.waggle.bpmn.ScriptedJobs.actThenEnd;
import static io.waggle.bpmn.ScriptedJobs.plan;
import static io.waggle.bpmn.ScriptedJobs.stepEnds;
import static io.waggle.bpmn.ScriptedJobs.toolCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.extension.ZeebeProcessTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every path through {@code waggle-step}, with the jobs' results given. */
@ZeebeProcessTest
class StepProcessTest {
  private static final Map<String, Object> START = Map.of("agent", "a", "task", "Do it");

  /** The embedded engine has no API for completing user tasks; the integration tests pass these. */
  private static final Set<String> PASSED_ONLY_WHERE_USER_TASKS_CAN_BE_COMPLETED =
      Set.of("ApprovalAnswered", "HumanAnsweredToEnd", "DoubtResolved");

  private static final Set<String> PASSED = ConcurrentHashMap.newKeySet();

  private ZeebeTestEngine engine;
  private ProcessHarness harness;

  @BeforeEach
  void open() {
    harness = new ProcessHarness(engine);
  }

  @AfterEach
  void close() {
    PASSED.addAll(harness.passed());
    harness.close();
  }

  @AfterAll
  static void shouldHavePassedEveryElementAndFlow() throws Exception {
    Set<String> unseen = ModelIds.ofEverythingIn("bpmn/waggle-step.bpmn");
    unseen.removeAll(PASSED);
    unseen.removeAll(InDoubtProcessTest.PASSED_HERE);
    unseen.removeAll(PASSED_ONLY_WHERE_USER_TASKS_CAN_BE_COMPLETED);
    assertThat(unseen).as("elements and flows that no test has passed").isEmpty();
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
    assertThat(observations.path(2).path("usage").path("llmCalls").asInt()).isEqualTo(1);
    assertThat(observations.path(3).path("content").asText())
        .contains("ERROR calling tool 'a_tool'");
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
    var failing = toolCall("c1", "open", "agent");
    failing.put("processId", "failing-process");
    var echoing = toolCall("c2", "open", "agent");
    echoing.put("processId", "echoing-process");
    harness.serve("a.think", actThenEnd(act(List.of(failing, echoing)), seen::set));

    harness.awaitEnd(harness.start(START));

    var observations = json(new ObjectMapper().writeValueAsString(seen.get()));
    assertThat(observations.path(0).path("ok").asBoolean()).isFalse();
    assertThat(observations.path(0).path("content").asText()).contains("'failing-process'");
    assertThat(observations.path(1).path("ok").asBoolean()).isTrue();
    assertThat(observations.path(1).path("content").path("echo").asText()).isEqualTo("Help");
  }

  @Test
  void shouldThinkAgainWhenTheAnswerCouldNotBeUsed() {
    agent(accepted(0));
    AtomicInteger turns = new AtomicInteger();
    harness.serve("a.plan", variables -> plan("ready", List.of(List.of("s1"))));
    harness.serve(
        "a.think",
        variables ->
            turns.incrementAndGet() < 3
                ? Map.of(
                    "turn", Map.of("number", turns.get(), "next", "again", "toolCalls", List.of()))
                : stepEnds("done"));

    harness.awaitEnd(harness.start(START));

    assertThat(turns).hasValue(3);
  }

  @Test
  void shouldDenyWhatNobodyApprovesAndGoOnWithoutAnswers() throws Exception {
    agent(accepted(0));
    AtomicReference<Object> seen = new AtomicReference<>();
    harness.serve("a.plan", variables -> plan("ready", List.of(List.of("s1"))));
    harness.serve(
        "a.think",
        actThenEnd(
            act(List.of(toolCall("c1", "approval", "tool"), toolCall("c2", "open", "human"))),
            seen::set));
    long run = harness.start(START);
    harness.awaitElement("ApproveToolCall");
    harness.awaitElement("AskHuman");

    harness.increaseTime(Duration.ofHours(3));
    harness.awaitEnd(run);

    var observations = json(new ObjectMapper().writeValueAsString(seen.get()));
    assertThat(observations.findValuesAsText("ok")).containsExactly("false", "false");
    assertThat(harness.completed())
        .contains("ApprovalExpired", "QuestionExpired")
        .doesNotContain("RunTool");
  }

  @Test
  void shouldRunWhatAPersonApprovedAndNothingElse() {
    agent(accepted(0));
    harness.serve("a.plan", variables -> plan("ready", List.of(List.of("s1"))));
    harness.serve(
        "a.think",
        actThenEnd(act(List.of(toolCall("c1", "approval", "tool"))), observations -> {}));
    harness.serve("a.tool", variables -> Map.of("observation", Map.of("id", "c1", "ok", true)));

    long approved = harness.start(START);
    harness.decide(
        "ApproveToolCall", "CallApproved", Map.of("toolDecision", Map.of("action", "approve")));
    harness.awaitEnd(approved);
    assertThat(harness.completed()).filteredOn("RunTool"::equals).hasSize(1);
    long rejected = harness.start(START);
    await()
        .until(
            () ->
                harness.awaitElement("ApproveToolCall").getValue().getProcessInstanceKey()
                    > rejected);
    harness.decide(
        "ApproveToolCall", "CallApproved", Map.of("toolDecision", Map.of("action", "?")));
    harness.awaitEnd(rejected);

    assertThat(harness.completed())
        .contains("CallRejected")
        .filteredOn("RunTool"::equals)
        .hasSize(1);
  }

  @Test
  void shouldTakeAPersonsAnswerAsTheObservation() {
    agent(accepted(0));
    harness.serve("a.plan", variables -> plan("ready", List.of(List.of("s1"))));
    harness.serve(
        "a.think", actThenEnd(act(List.of(toolCall("c1", "open", "human"))), observations -> {}));

    long run = harness.start(START);
    harness.decide("AskHuman", "HumanAnswered", Map.of());
    harness.awaitEnd(run);

    assertThat(harness.completed()).contains("HumanAnswered");
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
    await().until(() -> harness.awaitElement("AskSubAgent") != null);
    await().until(() -> harness.activated("AcceptTask") == 3);

    harness.cancel(run);

    await().until(() -> harness.terminated().stream().filter(Models.AGENT::equals).count() == 3);
  }

  private static com.fasterxml.jackson.databind.JsonNode json(
      @org.jspecify.annotations.Nullable String text) throws Exception {
    return new ObjectMapper().readTree(String.valueOf(text));
  }
}
