package io.waggle.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.bpmn.Limits;
import io.waggle.client.RunRequest;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.TestBed;
import io.waggle.tool.Effect;
import io.waggle.tool.Param;
import io.waggle.tool.Tool;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole runs: real processes, real workers, a model that is played over HTTP. */
class AgentRunIT {
  private static final AtomicInteger LOOK_UPS = new AtomicInteger();
  private static TestBed bed;

  static final class Shop {
    record Item(String name, int cents) {}

    @Tool(description = "Looks up the price of an item.", effect = Effect.READ)
    Item price(
        @Param("name of the item") String item, @Param("currency") Optional<String> currency) {
      LOOK_UPS.incrementAndGet();
      if (item.equals("ghost")) {
        throw new IllegalArgumentException("no item 'ghost'");
      }
      return new Item(item, 4200);
    }
  }

  @BeforeAll
  static void start() {
    bed =
        TestBed.holding(
            List.of(
                agent("planner")
                    .tools(new Shop())
                    .subAgents("helper")
                    .planning(Planning.ALWAYS)
                    .build(),
                agent("auto").tools(new Shop()).build(),
                agent("worker")
                    .tools(new Shop())
                    .subAgents("helper", "worker")
                    .planning(Planning.NEVER)
                    .limits(new Limits(null, 4, null, 2))
                    .build(),
                agent("helper").description("Helps").planning(Planning.NEVER).build()));
  }

  private static io.waggle.agent.AgentBuilder agent(String name) {
    return Agent.named(name)
        .description("An agent")
        .model("play:" + name)
        .instructions("You are " + name + ".");
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  private static Map<String, Object> step(
      String id, String title, Object agent, String... dependsOn) {
    var step = new java.util.HashMap<String, Object>();
    step.put("id", id);
    step.put("title", title);
    step.put("instruction", "Do " + title);
    step.put("agent", agent);
    step.put("dependsOn", List.of(dependsOn));
    return step;
  }

  private static Reply plan(Object... steps) {
    return Reply.call("make_plan", Map.of("steps", List.of(steps)));
  }

  @Test
  void shouldPlanWorkThroughTheStepsAndSynthesize() {
    bed.play(
        Screenplay.role("planner")
            .on(When.ALWAYS.offering("make_plan"))
            .reply(plan(step("s1", "look up", null), step("s2", "ask", "helper", "s1")))
            .on(When.turn(0).offering("price"))
            .reply(Reply.call("price", Map.of("item", "tea")))
            .on(When.turn(1).offering("price"))
            .reply("Tea costs 42.00.")
            .on(When.ALWAYS.offering())
            .reply("All in all: 42.")
            .role("helper")
            .on(When.ALWAYS.task("Tea costs 42.00."))
            .reply("Helped.")
            .build());

    var end = bed.run("planner", "How much is tea?").variables();

    assertThat(end)
        .containsEntry("outcome", "completed")
        .containsEntry("result", "All in all: 42.");
    assertThat(end.get("usage"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("llmCalls", 5)
        .containsEntry("toolCalls", 2);
    assertThat(bed.model().counts().total()).isEqualTo(5);
  }

  @Test
  void shouldDoASimpleTaskInOneGoWhenTheModelSeesNoNeedForAPlan() {
    bed.play(
        Screenplay.role("auto")
            .on(When.ALWAYS.offering("make_plan"))
            .reply(plan())
            .on(When.turn(0))
            .reply("42.")
            .build());

    assertThat(bed.run("auto", "How much?").variables())
        .containsEntry("result", "42.")
        .containsEntry("outcome", "completed");
    assertThat(bed.model().counts().total()).isEqualTo(2);
  }

  @Test
  void shouldTellTheModelWhatWasWrongWithItsToolCallsAndGoOn() {
    int before = LOOK_UPS.get();
    bed.play(
        Screenplay.role("worker")
            .on(When.turn(0))
            .reply(
                Reply.call("no_such_tool", Map.of())
                    .andCall("price", Map.of("item", 7))
                    .andCall("price", Map.of("item", "ghost"))
                    .andCall("price", Map.of("item", "tea", "curency", "EUR")))
            .on(When.turn(1))
            .reply(Reply.callRaw("price", "{\"item\": \"te"))
            .on(When.turn(2))
            .reply("Done.")
            .build());

    var end = bed.run("worker", "Look up").variables();

    assertThat(end).containsEntry("result", "Done.");
    assertThat(LOOK_UPS.get() - before).as("only the call with valid arguments ran").isEqualTo(1);
    String told = bed.model().requests().getLast().body();
    assertThat(told)
        .contains("there is no tool 'no_such_tool'")
        .contains("no item 'ghost'")
        .contains("curency")
        .contains("not valid JSON");
  }

  @Test
  void shouldNeverRunAToolCallThatWasCutOff() {
    int before = LOOK_UPS.get();
    bed.play(
        Screenplay.role("worker")
            .on(When.turn(0))
            .reply(Reply.call("price", Map.of("item", "tea")).withFinishReason("length"))
            .on(When.turn(1))
            .reply("Shorter.")
            .build());

    assertThat(bed.run("worker", "Look up").variables()).containsEntry("result", "Shorter.");
    assertThat(LOOK_UPS.get()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({"'', empty", "cut, cut off", "refused, declined"})
  void shouldEndAStepThatFailsTheSameWayThreeTimes(String kind, String words) {
    Reply reply =
        switch (kind) {
          case "cut" -> Reply.text("half an ans").withFinishReason("length");
          case "refused" -> Reply.refusal("I cannot.");
          default -> Reply.text("");
        };
    bed.play(Screenplay.role("worker").on(When.ALWAYS).reply(reply).build());

    var end = bed.run("worker", "Do it").variables();

    assertThat(end).containsEntry("outcome", "failed");
    assertThat(String.valueOf(end.get("result"))).contains("3 times in a row").contains(words);
    assertThat(bed.model().counts().total()).isEqualTo(3);
  }

  @Test
  void shouldStopSoftlyAtTheLimitOnTurns() {
    bed.play(
        Screenplay.role("worker")
            .on(When.turn(3))
            .reply("As far as I got.")
            .on(When.ALWAYS)
            .reply(Reply.call("price", Map.of("item", "tea")))
            .build());

    var end = bed.run("worker", "Look up for ever").variables();

    assertThat(end).containsEntry("outcome", "partial").containsEntry("result", "As far as I got.");
    assertThat(bed.model().counts().total()).isEqualTo(4);
  }

  @Test
  void shouldEndAStepWhoseModelStillCallsToolsOnTheLastTurn() {
    bed.play(
        Screenplay.role("worker")
            .on(When.ALWAYS)
            .reply(Reply.call("price", Map.of("item", "tea")))
            .build());

    var end = bed.run("worker", "Look up for ever").variables();

    assertThat(end).containsEntry("outcome", "failed");
    assertThat(String.valueOf(end.get("result"))).contains("limit on turns");
    assertThat(bed.model().counts().total()).as("maxTurns").isEqualTo(4);
  }

  @Test
  void shouldBoundTheTurnsOfAnAgentWithoutToolsWhoseFaultsTakeTurns() {
    bed.play(
        Screenplay.role("helper")
            .on(When.turn(0))
            .reply("")
            .on(When.turn(1))
            .reply(Reply.text("half").withFinishReason("length"))
            .on(When.turn(2))
            .reply("")
            .on(When.turn(3))
            .reply(Reply.text("half").withFinishReason("length"))
            .otherwise("Too late.")
            .build());

    var end =
        bed.run(RunRequest.of("helper", "Help").withLimits(new Limits(null, 3, null, null)))
            .variables();

    assertThat(end).containsEntry("outcome", "failed");
    assertThat(String.valueOf(end.get("result"))).contains("limit on turns").contains("empty");
    assertThat(bed.model().counts().total()).isEqualTo(3);
  }

  @Test
  void shouldAskSeveralSubAgentsAtOnceAndKeepOneFailureFromTheOthers() {
    bed.play(
        Screenplay.role("worker")
            .on(When.turn(0))
            .reply(
                Reply.call("ask_helper", Map.of("task", "good"))
                    .andCall("ask_helper", Map.of("task", "bad"))
                    .andCall("ask_helper", Map.of("task", "fine")))
            .on(When.turn(1))
            .reply("Summed up.")
            .role("helper")
            .on(When.ALWAYS.task("bad"))
            .reply(Reply.call("give_up", Map.of("reason", "no way")))
            .otherwise("It is well.")
            .build());

    var end = bed.run("worker", "Delegate").variables();

    assertThat(end).containsEntry("result", "Summed up.");
    assertThat(bed.model().requests().getLast().body()).contains("It is well.").contains("no way");
  }

  @Test
  void shouldNestSubAgentsNoDeeperThanTheLimit() {
    bed.play(
        Screenplay.role("worker")
            .on(When.turn(0))
            .reply(Reply.call("ask_worker", Map.of("task", "deeper")))
            .on(When.turn(1))
            .reply("Back up.")
            .build());

    assertThat(bed.run("worker", "Go deep").variables()).containsEntry("result", "Back up.");
    assertThat(bed.model().requests().stream().map(request -> request.body()))
        .anyMatch(body -> body.contains("sub-agents may nest 2 deep"));
    assertThat(bed.model().counts().total()).isEqualTo(6);
  }
}
