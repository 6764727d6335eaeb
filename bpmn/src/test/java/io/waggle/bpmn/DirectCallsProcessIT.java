package io.waggle.bpmn;

import static io.waggle.bpmn.ScriptedJobs.accepted;
import static io.waggle.bpmn.ScriptedJobs.act;
import static io.waggle.bpmn.ScriptedJobs.actDirectly;
import static io.waggle.bpmn.ScriptedJobs.actThenEnd;
import static io.waggle.bpmn.ScriptedJobs.plan;
import static io.waggle.bpmn.ScriptedJobs.toolCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Arrays;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that need nothing but their tools pass less than others. */
class DirectCallsProcessIT {
  /** What {@link StepProcessIT} leaves to this class. */
  static final Set<String> PASSED_OF_STEP =
      Set.of(
          "OneMayJustRun",
          "RunOneTool",
          "OneToolAnswered",
          "RunToolsAlone",
          "RunTools",
          "ToolsAnswered");

  private static final PassedElements PASSED = new PassedElements(Models.STEP);

  private final AtomicReference<Object> seen = new AtomicReference<>();
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
  static void shouldHavePassedWhatOthersLeaveToThisClass() {
    PASSED.shouldHold(PASSED_OF_STEP);
  }

  /** A run whose first turn is this one and whose second one ends the step. */
  private long start(Map<String, Object> turn) {
    harness.serve("a.accept", variables -> accepted(0));
    harness.serve("a.plan", variables -> plan("ready", List.of(List.of("s1"))));
    harness.serve("a.think", actThenEnd(turn, seen::set));
    harness.serve("a.synthesize", variables -> Map.of("outcome", "completed", "result", "R"));
    return harness.start(Map.of("agent", "a", "task", "Do it"));
  }

  private void serveTool() {
    harness.serve(
        "a.tool",
        variables -> {
          String id = String.valueOf(((Map<?, ?>) variables.get("toolCall")).get("id"));
          return Map.of("observation", Map.of("id", id, "ok", true, "content", "ran"));
        });
  }

  private static List<Map<String, Object>> calls(String... ids) {
    return Arrays.stream(ids).map(id -> toolCall(id, "open", "tool")).toList();
  }

  private void assertAnswered(String... ids) {
    assertThat((List<?>) seen.get())
        .extracting(observation -> ((Map<?, ?>) observation).get("id"))
        .isEqualTo(List.of(ids));
  }

  private void assertUnused(String... elements) {
    assertThat(elements)
        .allSatisfy(element -> assertThat(harness.records().activations(element)).isEmpty());
  }

  @Test
  void shouldRunSeveralInParallelAndKeepTheirOrder() {
    serveTool();

    harness.awaitEnd(start(actDirectly(calls("c1", "c2"))));

    assertAnswered("c1", "c2");
    assertUnused("RunOneTool", "HandleToolCall");
  }

  @Test
  void shouldRunOneWithoutALoop() {
    serveTool();

    harness.awaitEnd(start(actDirectly(calls("c1"))));

    assertAnswered("c1");
    assertUnused("RunTools", "HandleToolCall");
    long task = harness.records().activations("RunOneTool").getFirst().key();
    assertThat(harness.records().variables())
        .filteredOn(variable -> Set.of("toolCall", "observation").contains(variable.name()))
        .as("which no later call may see")
        .isNotEmpty()
        .allMatch(variable -> variable.scope() == task);
  }

  /** Workers of an earlier version do not say what stands between a call and its tool. */
  @Test
  void shouldHandleOneOfWhichItIsNotSaidThatItNeedsNothingElse() {
    serveTool();

    harness.awaitEnd(start(act(calls("c1"))));

    assertAnswered("c1");
    assertUnused("RunOneTool", "RunTools");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void shouldAskAPersonWhereTheToolThrowsWhatNobodyCatches(int number) {
    AtomicInteger thrown = new AtomicInteger();
    harness.serve(
        "a.tool",
        variables -> {
          thrown.incrementAndGet();
          throw new ProcessHarness.BpmnErrorThrown("ANYTHING", Map.of());
        });

    start(actDirectly(calls("c1", "c2").subList(0, number)));

    await().until(() -> harness.records().incidents().size() == number);
    assertThat(thrown).hasValue(number);
    assertThat(harness.records().incidents())
        .allSatisfy(
            incident -> {
              assertThat(incident.errorType()).isEqualTo("UNHANDLED_ERROR_EVENT");
              assertThat(incident.element()).isEqualTo(number == 1 ? "RunOneTool" : "RunTools");
            });
  }
}
