package io.waggle.runs;

import static io.waggle.runs.Decisions.decision;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.Limits;
import io.waggle.client.GateTask;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.Person;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestRun;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A paused run neither plans nor writes its result; what it was decided to do, it does afterwards.
 */
class PauseIT {
  private static final int STEPS = 3;

  private static TestBed bed;

  @BeforeAll
  static void open() {
    bed =
        TestBed.holding(
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
                Map.of("steps", Stream.of(1, STEPS - 1, STEPS).map(PauseIT::step).toList())))
        .on(When.ALWAYS.offering("give_up"))
        .reply("Step done.")
        .otherwise("All done.")
        .build();
  }

  @Test
  void shouldAskNoModelForAPlanOrTheResultWhilePaused() {
    bed.play(screenplay());
    Person person = bed.person("ada");
    TestRun run = bed.start(Map.of("agent", "planner", "task", "The task"));

    GateTask plan = person.isAsked(run, GateKind.PLAN);
    pause(run, 1);
    person.says(plan, decision("change", Map.of("reason", "less paint")));
    awaitHeld("planner.plan");
    assertThat(asked("less paint")).isZero();
    resume(run);
    person.says(person.isAsked(run, GateKind.PLAN), decision("approve", Map.of()));

    GateTask limit = person.isAsked(run, GateKind.LIMIT);
    pause(run, 2);
    int before = bed.model().requests().size();
    person.says(limit, decision("finish", Map.of()));
    awaitHeld("planner.synthesize");
    assertThat(bed.model().requests()).hasSize(before);
    resume(run);

    assertThat(run.awaitEnd().variables()).containsEntry("result", "All done.");
    assertThat(asked("less paint")).isPositive();
  }

  private static long asked(String what) {
    return bed.model().requests().stream().filter(request -> request.body().contains(what)).count();
  }

  private static void pause(TestRun run, int times) {
    bed.client().pause(run.id());
    bed.awaitCompleted("InstructionTaken", times);
  }

  private static void resume(TestRun run) {
    long resumed = bed.records().completed().stream().filter("RunResumed"::equals).count();
    bed.client().resume(run.id());
    bed.awaitCompleted("RunResumed", (int) resumed + 1);
  }

  /** The job waits, and it cost no attempt. */
  private static void awaitHeld(String jobType) {
    await()
        .atMost(TestBed.PATIENCE)
        .until(
            () ->
                bed.records().failedJobs().stream()
                    .filter(job -> job.type().equals(jobType))
                    .filter(job -> job.message().startsWith("The run is paused"))
                    .anyMatch(job -> job.retries() == 8));
  }
}
