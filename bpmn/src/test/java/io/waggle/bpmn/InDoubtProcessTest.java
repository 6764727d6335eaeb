package io.waggle.bpmn;

import static io.waggle.bpmn.ScriptedJobs.accepted;
import static io.waggle.bpmn.ScriptedJobs.act;
import static io.waggle.bpmn.ScriptedJobs.actThenEnd;
import static io.waggle.bpmn.ScriptedJobs.plan;
import static io.waggle.bpmn.ScriptedJobs.toolCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The paths through {@code waggle-step} of a tool call that nobody knows the end of. */
@ZeebeProcessTest
class InDoubtProcessTest {
  /** What {@link StepProcessTest} leaves to this class. */
  static final Set<String> PASSED_HERE =
      Set.of(
          "CallInDoubt",
          "ToResolveInDoubtCall",
          "ResolveInDoubtCall",
          "DoubtNotResolved",
          "DoubtNotResolvedToEnd",
          "DoubtExpired",
          "WhatAboutIt",
          "CallDidHappen",
          "CallHadHappened",
          "CallIsToRun",
          "CallIsSkipped",
          "CallSkipped");

  private static final Set<String> PASSED = ConcurrentHashMap.newKeySet();
  private static final Map<String, Object> START = Map.of("agent", "a", "task", "Do it");

  private final AtomicReference<Object> seen = new AtomicReference<>();
  private final AtomicInteger toolJobs = new AtomicInteger();
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
  static void shouldHavePassedEveryElementAndFlow() {
    assertThat(PASSED).containsAll(PASSED_HERE);
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
    return harness.start(START);
  }

  private void decide(String action) {
    harness.decide(
        "ResolveInDoubtCall",
        "WhatAboutIt",
        Map.of("inDoubtDecision", Map.of("action", action, "result", "No 12")));
  }

  private JsonNode observations() {
    return new ObjectMapper().valueToTree(seen.get());
  }

  @Test
  void shouldShowAPersonEachCallInDoubtAndSkipThoseNobodyAnswersFor() {
    long run = startWithCalls("c1", "c2");
    await().until(() -> harness.activated("ResolveInDoubtCall") == 2);

    assertThat(harness.scopesOf("ResolveInDoubtCall"))
        .extracting(scope -> harness.variables(scope).get("inDoubt"))
        .containsExactlyInAnyOrder(
            "{\"idempotencyKey\":\"k-c1\"}", "{\"idempotencyKey\":\"k-c2\"}");
    harness.increaseTime(Duration.ofHours(3));
    harness.awaitEnd(run);

    assertThat(toolJobs).hasValue(2);
    assertThat(observations().findValuesAsText("id")).containsExactly("c1", "c2");
    assertThat(observations().findValuesAsText("ok")).containsExactly("false", "false");
    assertThat(observations().path(0).path("content").asText())
        .isEqualTo(
            "It is not known whether this call went through, and nobody said so in time. It was not repeated.");
  }

  @Test
  void shouldGoOnWithoutRunningTheCallWhereItHappened() {
    long run = startWithCalls("c1");

    decide(InDoubtDecision.HAPPENED);
    harness.awaitEnd(run);

    assertThat(toolJobs).hasValue(1);
    assertThat(harness.completed()).contains("CallHadHappened");
  }

  @Test
  void shouldRunTheCallWhereItDidNotHappen() {
    long run = startWithCalls("c1");

    decide(InDoubtDecision.RUN);
    harness.awaitEnd(run);

    assertThat(toolJobs).hasValue(2);
    assertThat(observations().path(0).path("preview").asText()).isEqualTo("ran");
  }

  @Test
  void shouldSkipTheCallWhereAPersonSaysAnythingElse() {
    long run = startWithCalls("c1");

    decide("perhaps");
    harness.awaitEnd(run);

    assertThat(toolJobs).hasValue(1);
    assertThat(harness.completed()).contains("CallSkipped");
  }
}
