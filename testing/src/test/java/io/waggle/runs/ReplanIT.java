package io.waggle.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.TestBed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whole runs whose plan is looked at again because of what the steps found. */
class ReplanIT {
  private static TestBed bed;

  @BeforeAll
  static void start() {
    bed =
        TestBed.holding(
            List.of(
                Agent.named("planner")
                    .model("play:planner")
                    .instructions("You are planner.")
                    .planning(Planning.ALWAYS)
                    .build()));
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  private static Map<String, Object> step(String id, String title, String... dependsOn) {
    Map<String, Object> step = new HashMap<>();
    step.put("id", id);
    step.put("title", title);
    step.put("instruction", "Do " + title);
    step.put("dependsOn", List.of(dependsOn));
    return step;
  }

  private static Reply plan(Object... steps) {
    return Reply.call("make_plan", Map.of("steps", List.of(steps)));
  }

  @Test
  void shouldReplanAfterAFailedStep() {
    bed.play(
        Screenplay.role("planner")
            .on(When.turn(0).offering("make_plan"))
            .reply(plan(step("s1", "impossible"), step("s2", "never", "s1")))
            .on(When.turn(1).offering("make_plan"))
            .reply(plan(step("s3", "possible")))
            .on(When.ALWAYS.task("Do impossible"))
            .reply(Reply.call("give_up", Map.of("reason", "it is not there")))
            .on(When.ALWAYS.task("Do possible"))
            .reply("Found another way.")
            .on(When.ALWAYS.offering())
            .reply("Final.")
            .build());

    var end = bed.run("planner", "Try").variables();

    assertThat(end).containsEntry("outcome", "completed").containsEntry("result", "Final.");
    assertThat(bed.model().requests().stream().map(request -> request.body()))
        .anyMatch(
            body -> body.contains("it is not there") && body.contains("Look at the plan again"));
  }

  @Test
  void shouldFinishWhenTheRevisedPlanHasNothingLeftToDo() {
    var last = new HashMap<>(step("s1", "look"));
    last.put("replanAfter", true);
    bed.play(
        Screenplay.role("planner")
            .on(When.turn(0).offering("make_plan"))
            .reply(plan(last))
            .on(When.turn(1).offering("make_plan"))
            .reply(plan())
            .otherwise("That was all.")
            .build());

    var end = bed.run("planner", "Look, then see").variables();

    assertThat(end).containsEntry("outcome", "completed").containsEntry("result", "That was all.");
    assertThat(end.get("usage"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("llmCalls", 3);
  }

  @Test
  void shouldKeepFinishedWorkWhenThePlanCannotBeRevised() {
    bed.play(
        Screenplay.role("planner")
            .on(When.turn(0).offering("make_plan"))
            .reply(plan(step("s1", "good"), step("s2", "bad", "s1")))
            .on(When.ALWAYS.offering("make_plan"))
            .reply("I have no idea.")
            .on(When.ALWAYS.task("Do bad"))
            .reply(Reply.call("give_up", Map.of("reason", "no way")))
            .on(When.ALWAYS.offering("give_up"))
            .reply("Good is done.")
            .otherwise("Good is done, bad is not.")
            .build());

    assertThat(bed.run("planner", "Do both").variables())
        .containsEntry("outcome", "partial")
        .containsEntry("result", "Good is done, bad is not.");
  }
}
