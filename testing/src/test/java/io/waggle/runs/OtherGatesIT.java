package io.waggle.runs;

import static io.waggle.runs.Decisions.decision;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.agent.Agent;
import io.waggle.agent.AgentBuilder;
import io.waggle.agent.Planning;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.Limits;
import io.waggle.bpmn.Steering;
import io.waggle.client.GateTask;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.Person;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestRun;
import io.waggle.tool.Effect;
import io.waggle.tool.Tool;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Plans, questions, limits and instructions. */
class OtherGatesIT {
  private static final AtomicInteger LOOKS = new AtomicInteger();
  private static TestBed bed;

  private Person person;

  /** Never sees all there is. */
  static final class Telescope {
    @Tool(description = "Looks.", effect = Effect.READ)
    String look() {
      return "star " + LOOKS.incrementAndGet();
    }
  }

  private static AgentBuilder agent(String name) {
    return Agent.named(name).model("play:" + name).instructions("You are " + name + ".");
  }

  @BeforeAll
  static void open() {
    bed =
        TestBed.holding(
            List.of(
                agent("planner").planning(Planning.ALWAYS).approvePlan().build(),
                agent("asker").planning(Planning.NEVER).askHuman().build(),
                agent("watcher")
                    .planning(Planning.NEVER)
                    .tools(new Telescope())
                    .extendLimits()
                    .limits(new Limits(null, 3, null, null))
                    .build()));
  }

  @AfterAll
  static void close() {
    bed.close();
  }

  @BeforeEach
  void reset() {
    LOOKS.set(0);
    person = bed.person("ada");
  }

  private static TestRun start(String agent, Screenplay screenplay) {
    bed.play(screenplay);
    return bed.start(Map.of("agent", agent, "task", "The task"));
  }

  private static Screenplay planner() {
    return Screenplay.role("planner")
        .on(When.ALWAYS.offering("make_plan"))
        .reply(
            Reply.call(
                "make_plan",
                Map.of(
                    "steps",
                    List.of(
                        Map.of("id", "s1", "title", "First", "instruction", "Begin."),
                        Map.of("id", "s2", "title", "Second", "instruction", "End.")))))
        .on(When.ALWAYS.offering("give_up"))
        .reply("Step done.")
        .otherwise("All done.")
        .build();
  }

  @Test
  void shouldWorkOnThePlanAsAPersonChangedIt() {
    TestRun run = start("planner", planner());

    GateTask open = person.isAsked(run, GateKind.PLAN);
    assertThat(open.question().shown().path("task").asText()).isEqualTo("The task");
    assertThat(open.question().shown().path("cost").asText())
        .startsWith("2 steps with up to 20 turns each: at most 40 calls of the model");
    person.says(open, decision("edit", Map.of("steps", List.of(step("s1", "nowhere")))));
    GateTask again = person.isAsked(run, GateKind.PLAN);
    assertThat(again.question().problem())
        .isEqualTo("Step 's1' depends on 'nowhere', which is no step of this plan.");
    person.says(again, decision("edit", Map.of("steps", List.of(step("s1", ""), step("", "s1")))));

    run.awaitEnd();
    assertThat(bed.model().requests())
        .filteredOn(request -> request.body().contains("Count the hives of s1"))
        .isNotEmpty();
    assertThat(bed.model().requests())
        .filteredOn(request -> request.body().contains("Count the hives of  now"))
        .isNotEmpty();
  }

  private static Map<String, String> step(String id, String needs) {
    return Map.of(
        "id",
        id,
        "title",
        "Count",
        "instruction",
        "Count the hives of %s now".formatted(id),
        "agent",
        "",
        "needs",
        needs);
  }

  @Test
  void shouldPlanAgainWithTheFeedbackAndEndWhereThePlanIsRejected() {
    TestRun run = start("planner", planner());

    GateTask first = person.isAsked(run, GateKind.PLAN);
    person.completes(first, decision("change", Map.of()).onDigest(first.question().digest()));
    assertThat(person.isAsked(run, GateKind.PLAN).question().problem())
        .startsWith("Say what should be different");
    person.says(
        person.isAsked(run, GateKind.PLAN), decision("change", Map.of("reason", "use less paint")));
    GateTask second = person.isAsked(run, GateKind.PLAN);
    assertThat(second.subject()).isEqualTo("Plan, revision 2");
    person.says(second, decision("reject", Map.of("reason", "too dear")));

    Map<String, @Nullable Object> ended = run.awaitEnd().variables();
    assertThat(ended)
        .containsEntry("outcome", "rejected")
        .containsEntry("result", "The plan was rejected: too dear");
    assertThat(actions(ended)).containsExactly("change", "reject");
    assertThat(bed.model().requests())
        .anyMatch(request -> request.body().contains("use less paint"));
  }

  @Test
  void shouldHandAPersonsAnswerToTheModel() {
    TestRun run =
        start(
            "asker",
            Screenplay.role("asker")
                .on(When.turn(0))
                .reply(
                    Reply.call(
                        "ask_human",
                        Map.of(
                            "question", "Which colour?",
                            "context", "For the hive.",
                            "choices", List.of("green", "red"))))
                .on(When.turn(1).toolResult("green: but light"))
                .reply("It will be green.")
                .build());

    GateTask open = person.isAsked(run, GateKind.QUESTION);
    assertThat(open.question().shown().path("question").asText()).isEqualTo("Which colour?");
    assertThat(open.question().shown().path("context").asText()).isEqualTo("For the hive.");
    assertThat(open.question().shown().path("choices").toString()).isEqualTo("[\"green\",\"red\"]");
    person.completes(open, decision("answer", Map.of()).onDigest(open.question().digest()));
    assertThat(person.isAsked(run, GateKind.QUESTION).question().problem())
        .isEqualTo("There is no answer in it.");
    person.says(
        person.isAsked(run, GateKind.QUESTION),
        decision("answer", Map.of("choice", "green", "answer", "but light")));

    assertThat(run.awaitEnd().variables()).containsEntry("result", "It will be green.");
  }

  private static Screenplay looksAllTheTime() {
    return Screenplay.role("watcher")
        .on(When.ALWAYS.offering("look"))
        .reply(Reply.call("look", Map.of()))
        .otherwise("That is what I saw.")
        .build();
  }

  @Test
  void shouldGoOnAsFarAsAPersonExtendsTheLimitAndThenFinish() {
    TestRun run = start("watcher", looksAllTheTime());

    GateTask open = person.isAsked(run, GateKind.LIMIT);
    assertThat(open.question().shown().path("limit").asText()).isEqualTo("turns of a step");
    assertThat(LOOKS).hasValue(2);
    person.says(open, decision("extend", Map.of("extendBy", 5_000)));
    assertThat(person.isAsked(run, GateKind.LIMIT).question().problem())
        .startsWith("Say by how much to go on: 1 to ");
    person.says(person.isAsked(run, GateKind.LIMIT), decision("extend", Map.of("extendBy", 2)));
    person.isAsked(run, GateKind.LIMIT);
    assertThat(LOOKS).hasValue(4);
    person.says(person.isAsked(run, GateKind.LIMIT), decision("finish", Map.of()));

    assertThat(run.awaitEnd().variables())
        .containsEntry("outcome", "partial")
        .containsEntry("result", "That is what I saw.");
    assertThat(LOOKS).hasValue(4);
  }

  @Test
  void shouldStopTheRunWhereAPersonWantsNoMoreOfIt() {
    TestRun run = start("watcher", looksAllTheTime());

    person.says(person.isAsked(run, GateKind.LIMIT), decision("stop", Map.of()));

    Map<String, @Nullable Object> ended = run.awaitEnd().variables();
    assertThat(ended).containsEntry("outcome", "cancelled");
    assertThat(actions(ended)).containsExactly("stop");
  }

  private static List<String> actions(Map<String, @Nullable Object> ended) {
    return new ObjectMapper().valueToTree(ended.get("decisions")).findValuesAsText("action");
  }

  @Test
  void shouldTellTheModelWhatAPersonSaysAndStandStillWhilePaused() {
    TestRun run =
        start(
            "watcher",
            Screenplay.role("watcher")
                .on(When.ALWAYS.any("look to the north"))
                .reply("North it is.")
                .on(When.ALWAYS.offering("look"))
                .reply(Reply.call("look", Map.of()))
                .otherwise("Nothing.")
                .build());
    person.isAsked(run, GateKind.LIMIT);

    bed.client().pause(run.id());
    bed.client().steer(run.id(), Steering.guide("look to the north"));
    bed.awaitCompleted("InstructionTaken", 2);
    person.says(person.isAsked(run, GateKind.LIMIT), decision("extend", Map.of("extendBy", 5)));
    bed.awaitActivated("WhilePaused");
    int before = bed.model().requests().size();
    bed.client().resume(run.id());

    assertThat(run.awaitEnd().variables()).containsEntry("result", "North it is.");
    assertThat(bed.model().requests()).hasSize(before + 1);
    assertThat(LOOKS).hasValue(2);
  }
}
