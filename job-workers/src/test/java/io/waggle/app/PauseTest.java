package io.waggle.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.Limits;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A paused run neither plans nor writes its result; what it was decided to do, it does afterwards.
 */
class PauseTest {
  private static final int STEPS = 3;

  private static TestBed bed;

  @BeforeAll
  static void open() {
    bed =
        new TestBed(
            List.of(
                Agent.named("planner")
                    .model("play:planner")
                    .instructions("You are planner.")
                    .planning(Planning.ALWAYS)
                    .approvePlan()
                    .extendLimits()
                    .limits(new Limits(STEPS - 1, null, null, null))
                    .build()));
  }

  @AfterAll
  static void close() {
    bed.close();
  }

  private static Map<String, String> step(int number) {
    return Map.of(
        "id", "s" + number, "title", "Step " + number, "instruction", "Do part " + number + ".");
  }

  private static Screenplay screenplay() {
    return Screenplay.role("planner")
        .on(When.ALWAYS.offering("make_plan"))
        .reply(
            Reply.call(
                "make_plan",
                Map.of("steps", Stream.of(1, STEPS - 1, STEPS).map(PauseTest::step).toList())))
        .on(When.ALWAYS.offering("give_up"))
        .reply("Step done.")
        .otherwise("All done.")
        .build();
  }

  @Test
  void shouldAskNoModelForAPlanOrTheResultWhilePaused() {
    bed.play(screenplay());
    Person person = bed.person();
    long run = bed.start(Map.of("agent", "planner", "task", "The task"));

    Person.Open plan = person.asked(GateKind.PLAN);
    pause(person, run, 1);
    person.decides(plan, "change", Map.of("reason", "less paint"));
    awaitHeld("planner.plan");
    assertThat(asked("less paint")).isZero();
    resume(person, run);
    person.decides(GateKind.PLAN, "approve", Map.of());

    Person.Open limit = person.asked(GateKind.LIMIT);
    pause(person, run, 2);
    int before = bed.model().requests().size();
    person.decides(limit, "finish", Map.of());
    awaitHeld("planner.synthesize");
    assertThat(bed.model().requests()).hasSize(before);
    resume(person, run);

    assertThat(bed.awaitEnd(run)).containsEntry("result", "All done.");
    assertThat(asked("less paint")).isPositive();
  }

  private static long asked(String what) {
    return bed.model().requests().stream().filter(request -> request.body().contains(what)).count();
  }

  private static void pause(Person person, long run, int times) {
    person.steers(run, Map.of("action", "pause"));
    bed.awaitCompleted("InstructionTaken", times);
  }

  private static void resume(Person person, long run) {
    long resumed = bed.completed().filter("RunResumed"::equals).count();
    person.steers(run, Map.of("action", "resume"));
    bed.awaitCompleted("RunResumed", (int) resumed + 1);
  }

  /** The job waits, and it cost no attempt. */
  private static void awaitHeld(String jobType) {
    await()
        .atMost(TestBed.PATIENCE)
        .until(
            () ->
                bed.failedJobs().stream()
                    .filter(job -> job.getType().equals(jobType))
                    .filter(job -> job.getErrorMessage().startsWith("The run is paused"))
                    .anyMatch(job -> job.getRetries() == 8));
  }
}
