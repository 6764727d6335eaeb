package io.waggle.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.agent.Agent;
import io.waggle.agent.AgentBuilder;
import io.waggle.agent.Planning;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.Limits;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.tool.Effect;
import io.waggle.tool.Tool;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Plans, questions, limits and instructions. */
class OtherGatesTest {
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
        new TestBed(
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
    person = bed.person();
  }

  private static long start(String agent, Screenplay screenplay) {
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
    long run = start("planner", planner());

    Person.Open open = person.asked(GateKind.PLAN);
    assertThat(open.shown().path("task").asText()).isEqualTo("The task");
    assertThat(open.shown().path("cost").asText())
        .startsWith("2 steps with up to 20 turns each: at most 40 calls of the model");
    person.decides(open, "edit", Map.of("steps", List.of(step("s1", "nowhere"))));
    Person.Open again = person.asked(GateKind.PLAN);
    assertThat(again.question().path("problem").asText())
        .isEqualTo("Step 's1' depends on 'nowhere', which is no step of this plan.");
    person.decides(again, "edit", Map.of("steps", List.of(step("s1", ""), step("", "s1"))));

    bed.awaitEnd(run);
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
    long run = start("planner", planner());

    person.decides(GateKind.PLAN, "change", Map.of());
    assertThat(person.asked(GateKind.PLAN).question().path("problem").asText())
        .startsWith("Say what should be different");
    person.decides(GateKind.PLAN, "change", Map.of("reason", "use less paint"));
    Person.Open second = person.asked(GateKind.PLAN);
    assertThat(second.question().path("subject").asText()).isEqualTo("Plan, revision 2");
    person.decides(second, "reject", Map.of("reason", "too dear"));

    Map<String, Object> ended = bed.awaitEnd(run);
    assertThat(ended)
        .containsEntry("outcome", "rejected")
        .containsEntry("result", "The plan was rejected: too dear");
    assertThat(actions(ended)).containsExactly("change", "reject");
    assertThat(bed.model().requests())
        .anyMatch(request -> request.body().contains("use less paint"));
  }

  @Test
  void shouldHandAPersonsAnswerToTheModel() {
    long run =
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

    Person.Open open = person.asked(GateKind.QUESTION);
    assertThat(open.shown().path("question").asText()).isEqualTo("Which colour?");
    assertThat(open.shown().path("context").asText()).isEqualTo("For the hive.");
    assertThat(open.shown().path("choices").toString()).isEqualTo("[\"green\",\"red\"]");
    person.decides(open, "answer", Map.of());
    assertThat(person.asked(GateKind.QUESTION).question().path("problem").asText())
        .isEqualTo("There is no answer in it.");
    person.decides(GateKind.QUESTION, "answer", Map.of("choice", "green", "answer", "but light"));

    assertThat(bed.awaitEnd(run)).containsEntry("result", "It will be green.");
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
    long run = start("watcher", looksAllTheTime());

    Person.Open open = person.asked(GateKind.LIMIT);
    assertThat(open.shown().path("limit").asText()).isEqualTo("turns of a step");
    assertThat(LOOKS).hasValue(2);
    person.decides(open, "extend", Map.of("extendBy", 5_000));
    assertThat(person.asked(GateKind.LIMIT).question().path("problem").asText())
        .startsWith("Say by how much to go on: 1 to ");
    person.decides(GateKind.LIMIT, "extend", Map.of("extendBy", 2));
    person.asked(GateKind.LIMIT);
    assertThat(LOOKS).hasValue(4);
    person.decides(GateKind.LIMIT, "finish", Map.of());

    assertThat(bed.awaitEnd(run))
        .containsEntry("outcome", "partial")
        .containsEntry("result", "That is what I saw.");
    assertThat(LOOKS).hasValue(4);
  }

  @Test
  void shouldStopTheRunWhereAPersonWantsNoMoreOfIt() {
    long run = start("watcher", looksAllTheTime());

    person.decides(GateKind.LIMIT, "stop", Map.of());

    Map<String, Object> ended = bed.awaitEnd(run);
    assertThat(ended).containsEntry("outcome", "cancelled");
    assertThat(actions(ended)).containsExactly("stop");
  }

  private static List<String> actions(Map<String, Object> ended) {
    return new ObjectMapper().valueToTree(ended.get("decisions")).findValuesAsText("action");
  }

  @Test
  void shouldTellTheModelWhatAPersonSaysAndStandStillWhilePaused() {
    long run =
        start(
            "watcher",
            Screenplay.role("watcher")
                .on(When.ALWAYS.any("look to the north"))
                .reply("North it is.")
                .on(When.ALWAYS.offering("look"))
                .reply(Reply.call("look", Map.of()))
                .otherwise("Nothing.")
                .build());
    person.asked(GateKind.LIMIT);

    person.steers(run, Map.of("action", "pause", "by", "ada"));
    person.steers(run, Map.of("action", "guide", "guidance", "look to the north"));
    bed.awaitCompleted("InstructionTaken", 2);
    person.decides(GateKind.LIMIT, "extend", Map.of("extendBy", 5));
    bed.awaitActivated("WhilePaused");
    int before = bed.model().requests().size();
    person.steers(run, Map.of("action", "resume"));

    assertThat(bed.awaitEnd(run)).containsEntry("result", "North it is.");
    assertThat(bed.model().requests()).hasSize(before + 1);
    assertThat(LOOKS).hasValue(2);
  }
}
