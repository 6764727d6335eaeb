package io.waggle.runs;

import static io.waggle.runs.Decisions.decision;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.agent.Agent;
import io.waggle.agent.AgentBuilder;
import io.waggle.agent.Planning;
import io.waggle.agent.SubAgent;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.Limits;
import io.waggle.bpmn.Outcome;
import io.waggle.bpmn.Usage;
import io.waggle.client.GateTask;
import io.waggle.client.RunRequest;
import io.waggle.client.RunResult;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.testing.TestRun;
import io.waggle.tool.Effect;
import io.waggle.tool.Tool;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Limits that a run shares with its sub-agents, and what it costs. */
class SharedLimitsIT {
  private static final AtomicInteger LOOKS = new AtomicInteger();

  /** Enough for the first turn to begin, also on a busy machine. */
  private static final Duration TIME = Duration.ofSeconds(8);

  private static TestBed bed;

  /** Never sees all there is. */
  static final class Telescope {
    @Tool(description = "Looks.", effect = Effect.READ)
    String look() {
      return "star " + LOOKS.incrementAndGet();
    }

    @Tool(description = "Looks for long.", effect = Effect.READ)
    String stare() {
      await().pollDelay(TIME.plusMillis(200)).atMost(TestBed.PATIENCE).until(() -> true);
      return "a nebula";
    }
  }

  private static AgentBuilder agent(String name) {
    return Agent.named(name)
        .model("play:" + name)
        .instructions("You are " + name + ".")
        .planning(Planning.NEVER);
  }

  @BeforeAll
  static void open() {
    bed =
        TestBed.open(
            TestBedSettings.agents(
                    List.of(
                        agent("watcher").tools(new Telescope()).build(),
                        agent("asker").tools(new Telescope()).extendLimits().build(),
                        agent("planner").planning(Planning.ALWAYS).tools(new Telescope()).build(),
                        agent("thrifty")
                            .tools(new Telescope())
                            .limits(Limits.NONE.withTokens(200))
                            .build(),
                        agent("boss")
                            .subAgent(SubAgent.of("thrifty", "Looks a little."))
                            .subAgent(SubAgent.of("watcher", "Looks."))
                            .subAgent(SubAgent.of("asker", "Looks, and asks."))
                            .build()))
                .withProperty("waggle.prices.currency", "EUR")
                .withProperty("waggle.prices.models[0].model", "scripted-in-test:watcher")
                .withProperty("waggle.prices.models[0].input", "100")
                .withProperty("waggle.prices.models[0].output", "1000"));
  }

  @AfterAll
  static void close() {
    bed.close();
  }

  @BeforeEach
  void reset() {
    LOOKS.set(0);
  }

  private static Reply look() {
    return Reply.call("look", Map.of()).withUsage(90, 10);
  }

  /** Each answer takes a hundred tokens. */
  private static Screenplay looking(String role) {
    return Screenplay.role(role)
        .on(When.ALWAYS.offering("make_plan"))
        .reply(
            Reply.call(
                    "make_plan",
                    Map.of(
                        "steps",
                        List.of(
                            Map.of("id", "s1", "title", "First", "instruction", "Begin."),
                            Map.of("id", "s2", "title", "Second", "instruction", "End."))))
                .withUsage(90, 10))
        .on(When.ALWAYS.offering("look"))
        .reply(look())
        .on(When.ALWAYS)
        .reply(Reply.text("That is what I saw.").withUsage(90, 10))
        .build();
  }

  private static RunResult run(String agent, Limits limits, Screenplay screenplay) {
    bed.play(screenplay);
    return bed.run(RunRequest.of(agent, "The task").withLimits(limits)).result();
  }

  @Test
  void shouldAskNoModelAnyMoreWhereTheTokensAreUsedUp() {
    RunResult ended = run("watcher", Limits.NONE.withTokens(300), looking("watcher"));

    assertThat(ended.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(ended.text())
        .isEqualTo(
            "star 1\n\nstar 2\n\n[It ends here: the run's limit of 300 tokens (maxTokens) is reached.]");
    assertThat(bed.model().requests()).hasSize(3);
    assertThat(LOOKS).as("nobody would read a third").hasValue(2);
    assertThat(ended.usage())
        .isEqualTo(new Usage(3, 2, 270, 30, 0, 0, new BigDecimal("0.057"), "EUR"));
  }

  @Test
  void shouldAskNoModelAnyMoreWhereTheMoneyIsSpent() {
    RunResult ended =
        run("watcher", Limits.NONE.withCost(new BigDecimal("0.038")), looking("watcher"));

    assertThat(ended.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(ended.text())
        .isEqualTo(
            "star 1\n\n[It ends here: the run's limit of a cost of 0.038 (maxCost) is reached.]");
    assertThat(bed.model().requests()).hasSize(2);
    assertThat(ended.usage().cost()).isEqualByComparingTo("0.038");
  }

  /** The steps that there are stand in the result; no further one begins, and none is summed up. */
  @Test
  void shouldKeepWhatStepsHadFound() {
    RunResult ended = run("planner", Limits.NONE.withTokens(350), looking("planner"));

    assertThat(ended.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(ended.text()).contains("star 1", "limit of 350 tokens (maxTokens) is reached");
    assertThat(bed.model().requests()).hasSize(4);
  }

  @Test
  void shouldLetTheModelAnswerOnceMoreWhereItsToolCallsAreUsedUp() {
    RunResult ended = run("watcher", Limits.NONE.withToolCalls(2), looking("watcher"));

    assertThat(ended.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(ended.text())
        .isEqualTo(
            "That is what I saw.\n\n[It ends here: the run's limit of 2 tool calls (maxToolCalls) is reached.]");
    assertThat(LOOKS).hasValue(2);
    assertThat(bed.model().requests().getLast().body()).contains("the last turn of this step");
  }

  @Test
  void shouldMakeNoMoreCallsOfOneAnswerThanThereMayBe() {
    Reply three = look().andCall("look", Map.of()).andCall("look", Map.of());
    RunResult ended =
        run(
            "watcher",
            Limits.NONE.withToolCalls(2),
            Screenplay.role("watcher")
                .on(When.turn(0))
                .reply(three)
                .otherwise("That is what I saw.")
                .build());

    assertThat(ended.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(LOOKS).hasValue(2);
    assertThat(bed.model().requests().getLast().body())
        .contains("ERROR: it was not called: the run's limit of 2 tool calls (maxToolCalls)");
  }

  @Test
  void shouldLetTheModelAnswerOnceMoreWhereTheTimeIsUp() {
    RunResult ended =
        run(
            "watcher",
            Limits.NONE.withDuration(TIME),
            Screenplay.role("watcher")
                .on(When.ALWAYS.offering("stare"))
                .reply(Reply.call("stare", Map.of()))
                .otherwise("A nebula.")
                .build());

    assertThat(ended.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(ended.text()).startsWith("A nebula.").contains("minutes (maxDuration) is reached");
    assertThat(bed.model().requests()).hasSize(2);
  }

  private static Screenplay boss(String... tools) {
    Reply asks = Reply.call(tools[0], Map.of("task", "Look")).withUsage(9, 1);
    for (int next = 1; next < tools.length; next++) {
      asks = asks.andCall(tools[next], Map.of("task", "Look " + next));
    }
    return Screenplay.role("boss")
        .on(When.turn(0))
        .reply(asks)
        .on(When.ALWAYS)
        .reply(Reply.text("Boss is done.").withUsage(9, 1))
        .role("thrifty")
        .on(When.ALWAYS)
        .reply(look())
        .role("asker")
        .on(When.turn(2))
        .reply(Reply.text("I have seen it.").withUsage(90, 10))
        .on(When.ALWAYS)
        .reply(look())
        .build();
  }

  /** It ends in part, and its caller goes on. */
  @Test
  void shouldHoldASubAgentToItsOwnLimit() {
    RunResult ended = run("boss", Limits.NONE.withTokens(1_000), boss("ask_thrifty"));

    assertThat(ended.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(bed.model().requests()).hasSize(4);
    assertThat(bed.model().requests().getLast().body())
        .contains("this sub-agent's limit of 200 tokens (maxTokens) is reached");
  }

  @Test
  void shouldHoldASubAgentToTheLimitOfTheRunAboveWhereThatIsTighter() {
    RunResult ended = run("boss", Limits.NONE.withTokens(105), boss("ask_thrifty"));

    assertThat(ended.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(ended.text()).contains("the run's limit of 105 tokens (maxTokens) is reached");
    assertThat(bed.model().requests()).hasSize(2);
  }

  @Test
  void shouldCallNoMoreSubAgentsThanThereMayBe() {
    RunResult ended = run("boss", Limits.NONE.withSubAgents(1), boss("ask_asker", "ask_asker"));

    assertThat(ended.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(bed.model().requests().getLast().body())
        .contains("sub-agents may be called 1 times in all (maxSubAgents), and were");
    assertThat(LOOKS).hasValue(2);
  }

  /** Both branches go on with what one person said once. */
  @Test
  void shouldAskOnceForAllBranches() throws Exception {
    bed.play(boss("ask_asker", "ask_asker"));
    TestRun run =
        bed.start(RunRequest.of("boss", "The task").withLimits(Limits.NONE.withTokens(205)));

    GateTask open = bed.person("ada").isAsked(run, GateKind.LIMIT);
    assertThat(open.question().shown().path("limit").asText()).isEqualTo("tokens of the run");
    assertThat(open.question().shown().path("value").asInt()).isEqualTo(205);
    bed.person("ada").says(open, decision("extend", Map.of("extendBy", 5_000)));

    Map<String, ?> ended = run.awaitEnd().variables();
    assertThat(ended.get("outcome")).isEqualTo("completed");
    JsonNode decisions = new ObjectMapper().valueToTree(ended.get("decisions"));
    assertThat(decisions.findValuesAsText("action")).containsExactly("extend");
    assertThat(LOOKS).hasValue(4);
  }

  @Test
  void shouldFinishWithWhatThereIsWhereAPersonWantsNoMore() {
    bed.play(looking("asker"));
    TestRun run =
        bed.start(RunRequest.of("asker", "The task").withLimits(Limits.NONE.withTokens(200)));

    bed.person("ada")
        .says(bed.person("ada").isAsked(run, GateKind.LIMIT), decision("finish", Map.of()));

    assertThat(run.awaitEnd().result().outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(run.result().text()).startsWith("star 1").contains("limit of 200 tokens");
    assertThat(bed.model().requests()).hasSize(2);
  }
}
