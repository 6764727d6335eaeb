package io.waggle.bpmn;

import static io.waggle.bpmn.ScriptedGates.decision;
import static io.waggle.bpmn.ScriptedGates.question;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every path through {@code waggle-gate}, with the jobs' results given. */
class GateProcessIT {
  private static final PassedElements PASSED = new PassedElements(Models.GATE);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Asks mary and the editors, reminds after one hour, escalates after two, ends after four. */
  private static final GatePolicy POLICY =
      GatePolicy.DEFAULT
          .asking("editors")
          .askingUsers("mary")
          .dueAfter("PT1H")
          .remindAfter("PT1H")
          .escalateAfter("PT2H", "chiefs")
          .expiresAfter("PT4H");

  private final AtomicInteger reminders = new AtomicInteger();
  private final AtomicInteger escalations = new AtomicInteger();
  private ProcessHarness harness;

  @BeforeEach
  void open() {
    harness = new ProcessHarness();
    harness.serve("a.remind", variables -> counted(reminders, Map.of()));
    harness.serve(
        "a.escalate",
        variables ->
            counted(
                escalations, ScriptedGates.asVariable(ScriptedGates.asked(variables).escalated())));
  }

  @AfterEach
  void close() {
    PASSED.add(harness);
    harness.close();
  }

  @AfterAll
  static void shouldHavePassedEveryElementAndFlow() throws Exception {
    PASSED.shouldHoldEverythingBut(ReplayProcessIT.PASSED_OF_GATE);
  }

  private static Map<String, Object> counted(AtomicInteger counter, Map<String, Object> result) {
    counter.incrementAndGet();
    return result;
  }

  private long ask(GateKind gate, GatePolicy policy) {
    harness.serve("a.ask", variables -> question(policy));
    return harness.start(
        Models.GATE,
        Map.of("agent", "a", "run", Map.of("address", "r1"), "gate", gate, "subject", Map.of()));
  }

  /** Takes what it is told, but for decisions without a digest. */
  private void serveDecide() {
    harness.serve(
        "a.decide",
        variables -> {
          var said = (Map<?, ?>) variables.get("decision");
          if (Boolean.TRUE.equals(variables.get("silence")) || said.get("digest") != null) {
            return ScriptedGates.take(variables);
          }
          return ScriptedGates.asVariable(
              ScriptedGates.asked(variables)
                  .again(MAPPER.valueToTree(said), "You did not say on what."));
        });
  }

  private static Map<String, Object> usable(Action action) {
    return decision(action, Map.of("digest", "d1"));
  }

  @ParameterizedTest
  @EnumSource
  void shouldAskAPersonAndHandOverWhatWasDecided(GateKind gate) {
    serveDecide();
    long asked = ask(gate, ScriptedGates.POLICY);
    var task = harness.awaitUserTask(gate, 1);
    assertThat(harness.records().variablesOf(task.elementInstance()))
        .containsEntry("decision", "{\"extendBy\":5}");

    Action action = gate.actions().getFirst();
    harness.decide(gate, usable(action));

    assertThat(harness.awaitEnd(asked).get("decision")).contains("\"action\":\"" + action + "\"");
    assertThat(harness.records().userTasks()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void shouldTakeSilenceForTheSafeAnswer(GateKind gate) {
    serveDecide();
    long asked = ask(gate, ScriptedGates.POLICY);
    harness.awaitUserTask(gate, 1);

    harness.increaseTime(Duration.ofHours(3));

    assertThat(harness.awaitEnd(asked).get("decision"))
        .contains("\"action\":\"" + gate.safe() + "\"", "\"silence\":true");
    assertThat(reminders).hasValue(0);
    assertThat(escalations).hasValue(0);
  }

  @Test
  void shouldTellTasklistWhoIsAskedAndUntilWhen() {
    OffsetDateTime before = OffsetDateTime.now();
    ask(GateKind.TOOL_CALL, POLICY);
    harness.awaitUserTask(GateKind.TOOL_CALL, 1);

    var task = harness.records().userTasks().getFirst();
    assertThat(task.candidateGroups()).containsExactly("editors");
    assertThat(task.candidateUsers()).containsExactly("mary");
    assertThat(task.priority()).isEqualTo(Question.NORMAL);
    assertThat(task.formKey()).isPositive();
    assertThat(OffsetDateTime.parse(task.dueDate()))
        .isBetween(before.plusMinutes(59), before.plusMinutes(65));
  }

  @Test
  void shouldRemindOnceAndKeepTheTaskOpen() {
    serveDecide();
    long asked = ask(GateKind.TOOL_CALL, POLICY);
    var task = harness.awaitUserTask(GateKind.TOOL_CALL, 1);

    harness.increaseTime(Duration.ofMinutes(61));
    await().untilAtomic(reminders, org.hamcrest.Matchers.equalTo(1));
    harness.awaitElement("Reminded");
    assertThat(harness.awaitUserTask(GateKind.TOOL_CALL, 1).key()).isEqualTo(task.key());
    harness.increaseTime(Duration.ofMinutes(50));
    harness.decide(GateKind.TOOL_CALL, usable(Action.APPROVE));
    harness.awaitEnd(asked);

    assertThat(reminders).hasValue(1);
    assertThat(harness.records().completed()).contains("Reminded");
  }

  @Test
  void shouldReplaceTheTaskOnceWhereItIsEscalatedAndExpireAsPromised() {
    serveDecide();
    long asked = ask(GateKind.PLAN, POLICY);
    var first = harness.awaitUserTask(GateKind.PLAN, 1);

    harness.increaseTime(Duration.ofMinutes(121));
    var second = harness.awaitUserTask(GateKind.PLAN, 2);
    assertThat(second.key()).isNotEqualTo(first.key());
    var task = harness.records().userTasks().getLast();
    assertThat(task.candidateGroups()).containsExactly("editors", "chiefs");
    assertThat(task.priority()).isEqualTo(Question.ESCALATED);
    harness.awaitElement("Reminded"); // its job would be handed out again after its timeout
    harness.increaseTime(Duration.ofMinutes(121));

    assertThat(harness.awaitEnd(asked).get("decision")).contains("\"silence\":true");
    assertThat(escalations).hasValue(1);
    assertThat(reminders).hasValue(1);
    assertThat(harness.records().userTasks()).hasSize(2);
  }

  @Test
  void shouldAskAgainWhereADecisionCannotBeUsedWithoutASecondReminder() {
    serveDecide();
    long asked = ask(GateKind.LIMIT, POLICY);
    harness.awaitUserTask(GateKind.LIMIT, 1);
    harness.increaseTime(Duration.ofMinutes(61));
    await().untilAtomic(reminders, org.hamcrest.Matchers.equalTo(1));
    harness.awaitElement("Reminded");

    harness.decide(GateKind.LIMIT, decision(Action.EXTEND, Map.of("extendBy", 7)));
    var again = harness.awaitUserTask(GateKind.LIMIT, 2);
    assertThat(harness.records().variablesOf(again.elementInstance()).get("decision"))
        .contains("\"extendBy\":7");
    assertThat(harness.records().values("question"))
        .last()
        .asString()
        .contains("You did not say on what.");
    harness.increaseTime(Duration.ofMinutes(30));
    harness.decide(GateKind.LIMIT, usable(Action.FINISH));

    assertThat(harness.awaitEnd(asked).get("question")).contains("\"problem\":null");
    assertThat(reminders).hasValue(1);
    assertThat(dueDates()).hasSize(1);
  }

  /** When the user tasks are due, each moment once. */
  private Set<String> dueDates() {
    Map<String, Object> moments = new HashMap<>();
    harness.records().userTasks().forEach(task -> moments.put(task.dueDate(), task));
    return moments.keySet();
  }

  @Test
  void shouldNotGiveMoreTimeForDecisionsThatCannotBeUsed() {
    serveDecide();
    long asked = ask(GateKind.QUESTION, ScriptedGates.POLICY);
    harness.awaitUserTask(GateKind.QUESTION, 1);
    harness.increaseTime(Duration.ofMinutes(110));
    harness.decide(GateKind.QUESTION, decision(Action.ANSWER));
    harness.awaitUserTask(GateKind.QUESTION, 2);

    harness.increaseTime(Duration.ofMinutes(11));

    assertThat(harness.awaitEnd(asked).get("decision"))
        .contains("\"action\":\"skip\"", "\"silence\":true");
  }

  @Test
  void shouldCatchUpOnceOnWhatFellDueWhileNobodyWasAsked() {
    long asked = ask(GateKind.TOOL_CALL, POLICY);
    harness.awaitUserTask(GateKind.TOOL_CALL, 1);
    harness.decide(GateKind.TOOL_CALL, decision(Action.APPROVE));
    harness.awaitElement("TakeDecision");
    harness.increaseTime(Duration.ofHours(3));

    serveDecide();
    harness.awaitUserTask(GateKind.TOOL_CALL, 3);
    harness.decide(GateKind.TOOL_CALL, usable(Action.APPROVE));
    harness.awaitEnd(asked);

    assertThat(List.of(reminders.get(), escalations.get())).containsExactly(1, 1);
  }
}
