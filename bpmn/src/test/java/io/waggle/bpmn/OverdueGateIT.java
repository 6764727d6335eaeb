package io.waggle.bpmn;

import static io.waggle.bpmn.ScriptedGates.decision;
import static io.waggle.bpmn.ScriptedGates.fromNow;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Gates whose moments came while nobody could hear them: the engine was gone meanwhile. */
class OverdueGateIT {
  private static final String HOUR_AGO = "PT-1H";
  private static final String TWO_HOURS_AGO = "PT-2H";
  private static final String TOMORROW = "P1D";

  private ProcessHarness harness;

  @BeforeEach
  void open() {
    harness = new ProcessHarness();
    harness.serve("a.decide", ScriptedGates::take);
    harness.serve(
        "a.escalate",
        variables -> ScriptedGates.asVariable(ScriptedGates.asked(variables).escalated()));
  }

  @AfterEach
  void close() {
    harness.close();
  }

  private void serveRemind() {
    harness.serve("a.remind", variables -> Map.of());
  }

  private long ask(@Nullable String remind, @Nullable String escalate, String expire) {
    harness.serve(
        "a.ask",
        variables ->
            ScriptedGates.question(
                ScriptedGates.POLICY,
                fromNow("PT-3H"),
                fromNow(remind),
                fromNow(escalate),
                fromNow(expire)));
    return harness.start(
        Models.GATE,
        Map.of(
            "agent", "a", "run", Map.of("address", "r1"), "gate", "toolCall", "subject", Map.of()));
  }

  private void approve(long gate) {
    harness.decide(GateKind.TOOL_CALL, decision(Action.APPROVE, Map.of("digest", "d1")));
    harness.awaitEnd(gate);
  }

  /** How often each of them began, and how many user tasks there were. */
  private List<Integer> counts() {
    return List.of(
        harness.records().activations("Remind").size(),
        harness.records().activations("Escalate").size(),
        harness.records().userTasks().size());
  }

  @Test
  void shouldRemindAtOnceAndOnce() {
    serveRemind();
    long gate = ask(HOUR_AGO, null, TOMORROW);
    harness.awaitElement("Reminded");
    harness.increaseTime(Duration.ofHours(20));

    approve(gate);

    assertThat(counts()).containsExactly(1, 0, 1);
  }

  @Test
  void shouldEscalateAtOnceAndOnce() {
    long gate = ask(null, HOUR_AGO, TOMORROW);
    harness.awaitUserTask(GateKind.TOOL_CALL, 2);
    harness.increaseTime(Duration.ofHours(20));

    approve(gate);

    assertThat(counts()).containsExactly(0, 1, 2);
  }

  @Test
  void shouldRemindAndEscalateOnceEach() {
    serveRemind();
    long gate = ask(TWO_HOURS_AGO, HOUR_AGO, TOMORROW);
    harness.awaitUserTask(GateKind.TOOL_CALL, 2);
    harness.awaitElement("Reminded");
    harness.increaseTime(Duration.ofHours(20));

    approve(gate);

    assertThat(counts()).containsExactly(1, 1, 2);
  }

  @Test
  void shouldStillRemindOfWhatWasEscalatedFirst() {
    serveRemind();
    long gate = ask(HOUR_AGO, TWO_HOURS_AGO, TOMORROW);
    harness.awaitUserTask(GateKind.TOOL_CALL, 2);
    harness.awaitElement("Reminded");
    harness.increaseTime(Duration.ofHours(20));

    approve(gate);

    assertThat(counts()).containsExactly(1, 1, 2);
  }

  @Test
  void shouldNotRemindAgainWhileTheFirstReminderIsOnItsWay() {
    long gate = ask(TWO_HOURS_AGO, HOUR_AGO, TOMORROW);
    harness.awaitUserTask(GateKind.TOOL_CALL, 2);
    harness.increaseTime(Duration.ofHours(20));

    serveRemind();
    approve(gate);

    assertThat(counts()).containsExactly(1, 1, 2);
  }

  @Test
  void shouldTakeSilenceForAnAnswerWhereTheTimeIsUp() {
    serveRemind();
    long gate = ask(TWO_HOURS_AGO, HOUR_AGO, "PT-1S");

    assertThat(harness.awaitEnd(gate).get("decision")).contains("\"silence\":true");

    assertThat(counts()).containsExactly(1, 1, 2);
  }

  @Test
  void shouldNotRemindOrEscalateUnaskedHoweverLongTheTimeIsUp() {
    long gate = ask(null, null, "P-9D");

    assertThat(harness.awaitEnd(gate).get("decision")).contains("\"silence\":true");

    assertThat(counts()).containsExactly(0, 0, 1);
  }
}
