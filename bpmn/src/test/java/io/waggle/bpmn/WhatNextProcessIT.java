package io.waggle.bpmn;

import static io.waggle.bpmn.ScriptedJobs.accepted;
import static io.waggle.bpmn.ScriptedJobs.acceptedAsking;
import static io.waggle.bpmn.ScriptedJobs.plan;
import static io.waggle.bpmn.ScriptedJobs.stepEnds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Where a run goes after a wave when several ways are open to it. The engine tries the flows of a
 * gateway from the last one in the file to the first, so that their conditions exclude each other.
 */
class WhatNextProcessIT {
  private static final Map<String, Object> START = Map.of("agent", "a", "task", "Do it");

  private final AtomicInteger plans = new AtomicInteger();
  private final AtomicInteger steps = new AtomicInteger();
  private ProcessHarness harness;

  @BeforeEach
  void open() {
    harness = new ProcessHarness();
    ScriptedGates.serve(harness, "a");
    harness.serve("a.synthesize", variables -> Map.of("outcome", "completed", "result", "R"));
  }

  @AfterEach
  void close() {
    harness.close();
  }

  /** The first step wants the plan to be looked at again; two waves are planned each time. */
  private long start(Map<String, Object> accepted, boolean cut, List<List<String>> waves) {
    harness.serve("a.accept", variables -> accepted);
    harness.serve("a.plan", variables -> planned(variables, cut, waves));
    harness.serve("a.think", variables -> stepEnds("done", steps.incrementAndGet() == 1));
    return harness.start(START);
  }

  private Map<String, Object> planned(
      Map<String, Object> variables, boolean cut, List<List<String>> waves) {
    boolean again = plans.getAndIncrement() > 0;
    Map<String, Object> planned = new HashMap<>(plan("ready", again ? List.of() : waves));
    Map<String, Object> plan = copy(planned.get("plan"));
    plan.put("cut", cut && !again);
    planned.put("plan", plan);
    if (again) {
      Map<String, Object> progress = copy(variables.get("progress"));
      progress.putAll(Map.of("wave", 0, "replans", 1, "replan", false));
      planned.put("progress", progress);
      planned.put("plan", withOneEmptyWave(plan));
    }
    return planned;
  }

  private static Map<String, Object> withOneEmptyWave(Map<String, Object> plan) {
    plan.put("waves", List.of(List.of()));
    return plan;
  }

  private static Map<String, Object> copy(Object variable) {
    Map<String, Object> copy = new HashMap<>();
    ((Map<?, ?>) variable).forEach((name, value) -> copy.put(String.valueOf(name), value));
    return copy;
  }

  @Test
  void shouldReplanWhereAStepAsksForItThoughThereAreWavesLeft() {
    harness.awaitEnd(start(accepted(2), false, List.of(List.of("s1"), List.of("s2"))));

    assertThat(plans).hasValue(2);
    assertThat(steps).hasValue(1);
  }

  @Test
  void shouldGoOnWithThePlanWhereItMayNotBeRevisedAnyMore() {
    harness.awaitEnd(start(accepted(0), false, List.of(List.of("s1"), List.of("s2"))));

    assertThat(plans).hasValue(1);
    assertThat(steps).hasValue(2);
  }

  @Test
  void shouldAskWhetherThePlanMayBeRevisedOnceMoreBeforeItGoesOn() {
    long run = start(acceptedAsking(20, 0), false, List.of(List.of("s1"), List.of("s2")));

    harness.awaitUserTask(GateKind.LIMIT, 1);
    assertThat(steps).hasValue(1);
    harness.decide(GateKind.LIMIT, ScriptedGates.decision(Action.FINISH));
    harness.awaitEnd(run);
  }

  @Test
  void shouldAskForNothingMoreWhereThePlanMayBeRevisedAnyway() {
    harness.awaitEnd(start(acceptedAsking(20, 2), true, List.of(List.of("s1"))));

    assertThat(plans).hasValue(2);
    assertThat(harness.records().userTasks()).isEmpty();
  }
}
