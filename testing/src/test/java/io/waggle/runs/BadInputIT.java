package io.waggle.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.bpmn.Limits;
import io.waggle.scripted.Fault;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestRun;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a run does with bad variables, bad plans and a provider that fails. Nothing hangs silently.
 */
class BadInputIT {
  private static TestBed bed;

  @BeforeAll
  static void start() {
    bed =
        TestBed.holding(
            List.of(agent("planner", Planning.ALWAYS), agent("worker", Planning.NEVER)));
  }

  private static Agent agent(String name, Planning planning) {
    return Agent.named(name)
        .description("An agent")
        .model("play:" + name)
        .instructions("You are " + name + ".")
        .planning(planning)
        .limits(new Limits(4, null, null, null))
        .build();
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  static Stream<Arguments> variablesThatAreWrong() {
    return Stream.of(
        Arguments.of(Map.of("agent", "worker"), "'task' is missing"),
        Arguments.of(Map.of("agent", "worker", "task", 42), "'task' does not fit"),
        Arguments.of(Map.of("agent", "worker", "task", " \n"), "'task' is empty"),
        Arguments.of(
            Map.of("agent", "worker", "task", "x".repeat(200_001)), "has 200,001 characters"),
        Arguments.of(
            Map.of("agent", "worker", "task", "x", "input", "y".repeat(1_000_000)),
            "'input' has 1,000,002"),
        Arguments.of(
            Map.of("agent", "worker", "task", "x", "limits", "none"), "'limits' is \"none\""),
        Arguments.of(
            Map.of("agent", "worker", "task", "x", "limits", Map.of("maxTurn", 3)),
            "'limits' has a member 'maxTurn'"),
        Arguments.of(
            Map.of("agent", "worker", "task", "x", "limits", Map.of("maxTurns", "many")),
            "'limits.maxTurns' does not fit"),
        Arguments.of(
            Map.of("agent", "worker", "task", "x", "limits", Map.of("maxSteps", 51)),
            "maxSteps is 51; it can be 1 to 50"),
        Arguments.of(
            Map.of("agent", "worker", "task", " ", "limits", Map.of("maxSteps", 0, "steps", 1)),
            "Several variables do not fit: 'task' is empty, it must say what the agent is to do; 'limits' has a member 'steps'"),
        Arguments.of(
            Map.of("agent", 7, "task", "x"),
            "The variable agent is 7, it must be the name of an agent"),
        Arguments.of(
            Map.of("agent", "Research Bot", "task", "x"),
            "The variable agent is Research Bot, it must be the name of an agent"),
        Arguments.of(
            Map.of("task", "x"), "The variable agent is null, it must be the name of an agent"));
  }

  @ParameterizedTest
  @MethodSource("variablesThatAreWrong")
  void shouldRaiseAReadableIncidentForVariablesThatAreWrong(
      Map<String, Object> variables, String sentence) {
    assertThat(incident(variables)).contains(sentence).doesNotContain("Exception");
  }

  private static String incident(Map<String, Object> variables) {
    TestRun run = bed.start(variables);
    String message = run.awaitIncident().message();
    bed.client().terminate(run.id());
    return message;
  }

  static Stream<Arguments> plansThatCannotBeUsed() {
    return Stream.of(
        Arguments.of(
            plan(step("a", null, "b"), step("b", null, "a")), "wait for each other in a circle"),
        Arguments.of(plan(step("a", "stranger")), "names the sub-agent 'stranger'"),
        Arguments.of(plan(step("a", null), step("a", null)), "Two steps have the id 'a'"),
        Arguments.of(plan(step("a", null, "ghost")), "depends on 'ghost'"),
        Arguments.of(
            Reply.callRaw(
                "make_plan",
                """
                {"steps": [{"id": "", "title": "t", "instruction": "i", "dependsOn": [null]}]}
                """),
            "use 1 to 40 characters"),
        Arguments.of(plan(), "has no steps"),
        Arguments.of(Reply.callRaw("make_plan", "{\"steps\": [{\"id\": "), "not valid JSON"),
        Arguments.of(
            Reply.call("make_plan", Map.of("steps", "first this, then that")),
            "does not fit the schema"),
        Arguments.of(
            Reply.call("make_plan", Map.of("steps", List.of(Map.of("id", "a")))),
            "'steps[0].title' is missing"),
        Arguments.of(Reply.text("I would first look around."), "calling the tool 'make_plan'"),
        Arguments.of(plan(step("a", null)).withFinishReason("length"), "cut off"),
        Arguments.of(Reply.refusal("No."), "declined"));
  }

  /** Beyond what is read, and what is no plan at all. */
  static Stream<Arguments> plansThatCannotBeRead() {
    return Stream.of(
        Arguments.of(
            Reply.callRaw("make_plan", "{\"steps\": [{\"id\": %s}]}".formatted("1".repeat(2_000))),
            "a number may have at most 1,000 digits"),
        Arguments.of(
            Reply.callRaw("make_plan", "{\"steps\": %s".formatted("[".repeat(2_000))),
            "may be nested at most 1,000 deep"),
        Arguments.of(
            Reply.callRaw("make_plan", "{\"steps\": [], \"%s\": 1}".formatted("n".repeat(60_000))),
            "name of a member may have at most 50,000 characters"),
        Arguments.of(
            Reply.call("make_plan", Map.of("steps", "first a, then b")),
            "'steps' must be an array, is \"first a, then b\""),
        Arguments.of(
            Reply.call("make_plan", Map.of("steps", List.of(Map.of("id", Map.of("a", "b"))))),
            "'steps[0].id' must be a string"),
        Arguments.of(
            Reply.callRaw("make_plan", "{\"steps\": [%s]}".formatted("[],".repeat(60_000))),
            "have more than 50,000 values"),
        Arguments.of(plan(step("a", "s".repeat(100_000))), "names the sub-agent 's"));
  }

  @ParameterizedTest
  @MethodSource({"plansThatCannotBeUsed", "plansThatCannotBeRead"})
  void shouldTellTheModelWhatIsWrongWithItsPlanAndFailAfterThree(Reply plan, String problem) {
    bed.play(Screenplay.role("planner").on(When.ALWAYS).reply(plan).build());

    var end = bed.run("planner", "Plan it").variables();

    assertThat(end).containsEntry("outcome", "failed");
    assertThat(String.valueOf(end.get("result")))
        .contains("3 plans in a row")
        .contains(problem)
        .hasSizeLessThan(1_200)
        .doesNotContainPattern("[a-z]\\.[a-z]+\\.|StreamRead|Exception|[a-z]+[A-Z][a-z]+\\b`");
    assertThat(bed.model().requests().getLast().body())
        .contains("This plan cannot be used.")
        .doesNotContain("StreamRead", "java.util", "io.waggle", "Exception");
    assertThat(bed.model().counts().total()).isEqualTo(3);
  }

  @Test
  void shouldTakeTheFirstStepsOfAPlanThatStaysTooLongAndCallTheResultPartial() {
    Object[] steps = IntStream.range(0, 500).mapToObj(number -> step("s" + number, null)).toArray();
    bed.play(
        Screenplay.role("planner")
            .on(When.ALWAYS.offering("make_plan"))
            .reply(plan(steps))
            .on(When.ALWAYS.offering("give_up"))
            .reply("Step done.")
            .otherwise("As far as it went.")
            .build());

    var end = bed.run("planner", "Plan too much").variables();

    assertThat(end)
        .containsEntry("outcome", "partial")
        .containsEntry("result", "As far as it went.");
    assertThat(bed.model().counts().total()).as("3 plans, 4 steps, 1 synthesis").isEqualTo(8);
  }

  @Test
  void shouldRetryWhatMayPassAndRaiseNoIncident() {
    bed.play(
        Screenplay.role("worker")
            .on(When.ALWAYS)
            .fault(Fault.status(429).times(1))
            .fault(Fault.status(503).times(1))
            .reply("Third time lucky.")
            .build());

    assertThat(bed.run("worker", "Be patient").variables())
        .containsEntry("result", "Third time lucky.");
    assertThat(bed.model().counts().total()).isEqualTo(3);
  }

  @Test
  void shouldRaiseAnIncidentAtOnceWhereOnlyAPersonCanHelp() {
    bed.play(
        Screenplay.role("worker").on(When.ALWAYS).fault(Fault.status(401)).reply("never").build());

    assertThat(incident(Map.of("agent", "worker", "task", "x")))
        .contains("401")
        .contains("scripted-in-test")
        .contains("key");
    assertThat(bed.model().counts().total()).as("no retry burns money").isEqualTo(1);
  }

  @Test
  void shouldNameTheUnknownModelInTheIncident() {
    bed.play(Screenplay.role("somebody-else").otherwise("never").build());

    assertThat(incident(Map.of("agent", "worker", "task", "x"))).contains("'worker'");
  }

  private static Map<String, Object> step(
      String id, @org.jspecify.annotations.Nullable String agent, String... dependsOn) {
    Map<String, Object> step = new HashMap<>();
    step.put("id", id);
    step.put("title", "Title");
    step.put("instruction", "Do it");
    step.put("agent", agent);
    step.put("dependsOn", List.of(dependsOn));
    return step;
  }

  private static Reply plan(Object... steps) {
    return Reply.call("make_plan", Map.of("steps", List.of(steps)));
  }
}
