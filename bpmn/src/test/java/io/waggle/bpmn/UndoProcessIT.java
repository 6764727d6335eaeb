package io.waggle.bpmn;

import static io.waggle.bpmn.ScriptedJobs.undoCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every path through {@code waggle-undo}, with the jobs' results given. */
class UndoProcessIT {
  private static final Map<String, Object> START =
      Map.of("agent", "a", "run", Map.of("address", "r1"));

  private static final PassedElements PASSED = new PassedElements(Models.UNDO);

  private final List<String> undone = Collections.synchronizedList(new ArrayList<>());
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
    PASSED.shouldHoldEverythingBut();
  }

  private void serveBatches(List<List<Map<String, Object>>> batches) {
    AtomicInteger asked = new AtomicInteger();
    harness.serve(
        "a.find-undo", variables -> Map.of("undoCalls", batches.get(asked.getAndIncrement())));
  }

  private Map<String, Object> undo(Map<String, Object> variables) {
    undone.add(String.valueOf(((Map<?, ?>) variables.get("undoCall")).get("ref")));
    return Map.of();
  }

  @Test
  void shouldUndoOneCallAfterTheOtherInTheOrderGivenBatchByBatch() {
    serveBatches(
        List.of(
            List.of(undoCall("t", "9"), undoCall("t", "8")),
            List.of(undoCall("t", "7")),
            List.of()));
    harness.serve("a.undo", this::undo);

    var end = harness.awaitEnd(harness.start(Models.UNDO, START));

    assertThat(undone).containsExactly("9", "8", "7");
    assertThat(end).containsEntry("undone", "3");
  }

  @Test
  void shouldLetTheAgentWhoseCallItWasUndoIt() {
    Map<String, Object> others = new HashMap<>(undoCall("t", "9"));
    others.put("jobType", "b.undo");
    serveBatches(List.of(List.of(others), List.of()));
    harness.serve("b.undo", this::undo);

    harness.awaitEnd(harness.start(Models.UNDO, START));

    assertThat(undone).containsExactly("9");
  }

  @Test
  void shouldUndoNothingWhereNothingIsLeft() {
    serveBatches(List.of(List.of()));

    var end = harness.awaitEnd(harness.start(Models.UNDO, START));

    assertThat(end).containsEntry("undone", "0");
    assertThat(harness.records().completed()).doesNotContain("UndoToolCall");
  }

  @Test
  void shouldWaitForAPersonWhereAnUndoFailsAndUndoNothingEarlierMeanwhile() {
    serveBatches(List.of(List.of(undoCall("t", "9"), undoCall("t", "8")), List.of()));
    harness.failForGood("a.undo", "The door is locked.");

    harness.start(Models.UNDO, START);

    assertThat(harness.awaitIncident().message()).contains("The door is locked.");
    await()
        .during(Duration.ofMillis(300))
        .until(() -> harness.records().activations("UndoToolCall").size() == 2);
  }
}
