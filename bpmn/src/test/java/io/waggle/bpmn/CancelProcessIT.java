package io.waggle.bpmn;

import static io.waggle.bpmn.ScriptedJobs.accepted;
import static io.waggle.bpmn.ScriptedJobs.act;
import static io.waggle.bpmn.ScriptedJobs.plan;
import static io.waggle.bpmn.ScriptedJobs.stepEnds;
import static io.waggle.bpmn.ScriptedJobs.toolCall;
import static io.waggle.bpmn.ScriptedJobs.undoCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs that are asked to stop, at different moments. */
class CancelProcessIT {
  private static final Map<String, Object> START = Map.of("agent", "a", "task", "Do it");
  private static final Map<String, Object> UNDO =
      Map.of("cancellation", Map.of("undo", true, "reason", ""));

  private ProcessHarness harness;

  @BeforeEach
  void open() {
    harness = new ProcessHarness();
  }

  @AfterEach
  void close() {
    harness.close();
  }

  private void serveUndo(List<Map<String, Object>> calls) {
    AtomicInteger asked = new AtomicInteger();
    harness.serve(
        "a.find-undo",
        variables -> Map.of("undoCalls", asked.getAndIncrement() == 0 ? calls : List.of()));
    harness.serve("a.undo", variables -> Map.of());
  }

  @Test
  void shouldKeepTheWishUntilTheTaskIsAcceptedAndFindNothingToUndo() {
    serveUndo(List.of());
    long run = harness.start(START);
    harness.requestCancel("r1", UNDO);

    harness.serve("a.accept", variables -> accepted(0));

    assertThat(harness.awaitEnd(run))
        .containsEntry("result", "\"The run was cancelled.\"")
        .containsEntry("undone", "0");
    assertThat(harness.records().completed()).contains("AllUndone", "RunCancelled");
    assertThat(harness.records().completed()).doesNotContain("MakePlan", "UndoToolCall");
  }

  @Test
  void shouldStopTheStepsOfAWaveAndTheirSubAgentsThenUndo() {
    serveUndo(List.of(undoCall("t", "8"), undoCall("t", "7")));
    harness.serve("a.accept", variables -> accepted("r1", 0, false));
    harness.serve("b.accept", variables -> accepted("r1/p1/s1/t1/c1", 0, true));
    harness.serve("a.plan", variables -> plan("ready", List.of(List.of("s1", "s2"))));
    harness.serve("a.think", variables -> act(List.of(toolCall("c1", "open", "agent"))));
    long run = harness.start(START);
    await().until(() -> harness.records().activations("MakePlan").size() == 3);

    harness.requestCancel("r1", UNDO);

    assertThat(harness.awaitEnd(run))
        .containsEntry("outcome", "\"cancelled\"")
        .containsEntry("undone", "2");
    assertThat(harness.records().terminated())
        .contains("Work")
        .filteredOn(id -> id.equals(Models.STEP) || id.equals(Models.AGENT))
        .containsExactlyInAnyOrder(Models.STEP, Models.STEP, Models.AGENT, Models.AGENT);
  }

  @Test
  void shouldTellTheCallerOfASubAgentThatWasAskedToStop() {
    harness.serve("a.accept", variables -> accepted("r1", 0, false));
    harness.serve("b.accept", variables -> accepted("r1/p1/s1/t1/c1", 0, false));
    harness.serve("a.plan", variables -> plan("ready", List.of(List.of("s1"))));
    harness.serve(
        "a.think",
        variables ->
            variables.get("observations") == null
                ? act(List.of(toolCall("c1", "open", "agent")))
                : stepEnds("done"));
    harness.serve("a.synthesize", variables -> Map.of("outcome", "completed", "result", "R"));
    long run = harness.start(START);
    await().until(() -> harness.records().activations("MakePlan").size() == 2);

    harness.requestCancel("r1/p1/s1/t1/c1", Map.of("cancellation", Map.of("undo", false)));

    assertThat(harness.awaitEnd(run)).containsEntry("outcome", "\"completed\"");
    assertThat(harness.records().values("observation"))
        .anyMatch(value -> value.contains("\"ok\":false"));
  }

  @Test
  void shouldStopEvenWhereTheMessageSaysNothing() {
    harness.serve("a.accept", variables -> accepted("r1", 0, true));
    long run = harness.start(START);
    harness.awaitElement("MakePlan");

    harness.requestCancel("r1", Map.of());

    assertThat(harness.awaitEnd(run)).containsEntry("outcome", "\"cancelled\"");
    assertThat(harness.records().lastValue(run, "cancellation"))
        .contains("{\"undo\":false,\"reason\":null}");
    assertThat(harness.records().completed()).doesNotContain("UndoWhatWasDone");
  }

  static Stream<Arguments> messages() {
    return Stream.of(
        Arguments.of("stop it", "."),
        Arguments.of(7, "."),
        Arguments.of(List.of(), "."),
        Arguments.of(Map.of("reason", 7), ": 7"),
        Arguments.of(Map.of("reason", true), ": true"),
        Arguments.of(Map.of("reason", ""), "."),
        Arguments.of(Map.of("reason", List.of("a", "b")), ": [\"a\",\"b\"]"),
        Arguments.of(Map.of("reason", Map.of("code", 4)), ": {code:4}"),
        Arguments.of(Map.of("reason", "r".repeat(100_000)), ": " + "r".repeat(1_000)),
        Arguments.of(Map.of("undo", "yes", "reason", "late"), ": late"),
        Arguments.of(Map.of("undo", 1, "reason", "late"), ": late"));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void shouldStopWhateverTheMessageSays(Object cancellation, String why) throws Exception {
    harness.serve("a.accept", variables -> accepted("r1", 0, true));
    long run = harness.start(START);
    harness.awaitElement("MakePlan");

    harness.requestCancel("r1", Map.of("cancellation", cancellation, "outcome", "completed"));

    Map<String, String> ended = harness.awaitEnd(run);
    assertThat(ended).containsEntry("outcome", "\"cancelled\"");
    assertThat(new ObjectMapper().readTree(ended.get("result")).asText().replace(", ", ","))
        .isEqualTo("The run was cancelled" + why);
    assertThat(harness.records().completed()).doesNotContain("UndoWhatWasDone");
  }
}
