package io.waggle.bpmn;

import static io.waggle.bpmn.ScriptedGates.decision;
import static io.waggle.bpmn.ScriptedJobs.accepted;
import static io.waggle.bpmn.ScriptedJobs.act;
import static io.waggle.bpmn.ScriptedJobs.actThenEnd;
import static io.waggle.bpmn.ScriptedJobs.plan;
import static io.waggle.bpmn.ScriptedJobs.toolCall;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The paths through {@code waggle-step} of a tool call that nobody knows the end of. */
class InDoubtProcessIT {
  /** What {@link StepProcessIT} leaves to this class. */
  static final Set<String> PASSED_OF_STEP =
      Set.of(
          "CallInDoubt",
          "ToResolveInDoubtCall",
          "ResolveInDoubtCall",
          "DoubtResolved",
          "WhatAboutIt",
          "CallDidHappen",
          "CallHadHappened",
          "CallIsToRun",
          "CallIsSkipped",
          "CallSkipped");

  private static final PassedElements PASSED = new PassedElements(Models.STEP);
  private static final Map<String, Object> START = Map.of("agent", "a", "task", "Do it");

  private final AtomicReference<Object> seen = new AtomicReference<>();
  private final AtomicInteger toolJobs = new AtomicInteger();
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
  static void shouldHavePassedEveryElementAndFlow() {
    PASSED.shouldHold(PASSED_OF_STEP);
  }

  /** Every call is in doubt at first; a second job of it answers. */
  private long startWithCalls(String... ids) {
    harness.serve("a.accept", variables -> accepted(0));
    harness.serve("a.plan", variables -> plan("ready", List.of(List.of("s1"))));
    harness.serve(
        "a.think",
        actThenEnd(
            act(Stream.of(ids).map(id -> toolCall(id, "open", "tool")).toList()), seen::set));
    harness.serve(
        "a.tool",
        variables -> {
          String id = String.valueOf(((Map<?, ?>) variables.get("toolCall")).get("id"));
          if (toolJobs.incrementAndGet() > ids.length) {
            return Map.of("observation", Map.of("id", id, "ok", true, "preview", "ran"));
          }
          throw new ProcessHarness.BpmnErrorThrown(
              ErrorCodes.IN_DOUBT, Map.of("inDoubt", Map.of("idempotencyKey", "k-" + id)));
        });
    harness.serve("a.synthesize", variables -> Map.of("outcome", "completed", "result", "R"));
    ScriptedGates.serve(harness, "a");
    return harness.start(START);
  }

  private JsonNode observations() {
    return new ObjectMapper().valueToTree(seen.get());
  }

  @Test
  void shouldShowAPersonEachCallInDoubtAndSkipThoseNobodyAnswersFor() {
    long run = startWithCalls("c1", "c2");
    harness.awaitUserTask(GateKind.IN_DOUBT, 2);

    assertThat(Set.copyOf(harness.records().values("subject")))
        .hasSize(2)
        .anyMatch(subject -> subject.contains("{\"idempotencyKey\":\"k-c1\"}"))
        .anyMatch(subject -> subject.contains("{\"idempotencyKey\":\"k-c2\"}"));
    harness.increaseTime(Duration.ofHours(3));
    harness.awaitEnd(run);

    assertThat(toolJobs).hasValue(2);
    assertThat(observations().findValuesAsText("id")).containsExactly("c1", "c2");
    assertThat(observations().findValuesAsText("ok")).containsExactly("false", "false");
    assertThat(harness.records().completed()).contains("CallSkipped");
  }

  @Test
  void shouldGoOnWithoutRunningTheCallWhereItHappened() {
    long run = startWithCalls("c1");

    harness.decide(GateKind.IN_DOUBT, decision(Action.HAPPENED));
    harness.awaitEnd(run);

    assertThat(toolJobs).hasValue(1);
    assertThat(observations().path(0).path("ok").asBoolean()).isTrue();
    assertThat(observations().path(0).path("content").asText()).isEqualTo("T");
    assertThat(harness.records().completed()).contains("CallHadHappened");
  }

  @Test
  void shouldRunTheCallWhereItDidNotHappen() {
    long run = startWithCalls("c1");

    harness.decide(GateKind.IN_DOUBT, decision(Action.RUN));
    harness.awaitEnd(run);

    assertThat(toolJobs).hasValue(2);
    assertThat(observations().path(0).path("preview").asText()).isEqualTo("ran");
  }

  @Test
  void shouldSkipTheCallWhereAPersonCannotTell() {
    long run = startWithCalls("c1");

    harness.decide(GateKind.IN_DOUBT, decision(Action.SKIP));
    harness.awaitEnd(run);

    assertThat(toolJobs).hasValue(1);
    assertThat(harness.records().completed()).contains("CallSkipped");
  }
}
