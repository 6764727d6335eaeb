package io.waggle.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.waggle.agent.Agent;
import io.waggle.agent.AgentBuilder;
import io.waggle.agent.Planning;
import io.waggle.bpmn.Outcome;
import io.waggle.client.AgentClient;
import io.waggle.crashtest.Cluster;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.ScreenplayBuilder;
import io.waggle.scripted.When;
import io.waggle.tool.Effect;
import io.waggle.tool.Tool;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A worker that does not have what the one before it had asks for it by incidents, which are
 * resolved once there is a worker that has it.
 */
@ExtendWith(TestCluster.class)
@SuppressWarnings("try") // a worker serves for as long as its resource is open
class ChangedWorkerIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** More than a record of {@link #SMALL_RECORDS}. */
  private static final String LONG_ANSWER = "All is well again. ".repeat(5_000);

  private static final String SMALL_RECORDS = "--waggle.journal.max-record-size=64KB";

  /** An agent, and what a worker says which lacks something of it. */
  enum Lack {
    TOOL(
        "The agent 'lacks-tool' has no tool 'weigh' any more, which this run calls. Start a worker"),
    SUB_AGENT("The agent 'lacks-sub-agent' has no sub-agent 'scout' any more, which the plan"),
    SPACE("raise waggle.journal.max-record-size"),
    JOURNAL("must share one journal database: correct waggle.journal.url");

    private final String said;

    Lack(String said) {
      this.said = said;
    }

    String answer() {
      return this == SPACE ? LONG_ANSWER : "All is well again.";
    }

    String agent() {
      return "lacks-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  static final class Scale {
    private final boolean stuck;
    private final CountDownLatch used = new CountDownLatch(1);

    /**
     * @param stuck whether it never tells a weight
     */
    Scale(boolean stuck) {
      this.stuck = stuck;
    }

    @Tool(description = "Weighs the hive.", effect = Effect.READ)
    String weigh() throws InterruptedException {
      used.countDown();
      if (stuck) {
        new CountDownLatch(1).await();
      }
      return "34 kg";
    }

    boolean isUsed() {
      return used.getCount() == 0;
    }
  }

  private static AgentBuilder agent(Lack lack) {
    return agent(lack.agent());
  }

  private static AgentBuilder agent(String name) {
    return Agent.named(name)
        .description("An agent")
        .model("play:" + name)
        .instructions("You are " + name + ".")
        .planning(Planning.NEVER);
  }

  private static List<Agent> whole(Scale scale) {
    return List.of(
        agent(Lack.TOOL).tools(scale).build(),
        agent(Lack.SUB_AGENT).planning(Planning.ALWAYS).subAgents("scout").build(),
        agent("scout").build(),
        agent(Lack.SPACE).build(),
        agent(Lack.JOURNAL).build());
  }

  private static List<Agent> lacking() {
    return List.of(
        agent(Lack.TOOL).build(),
        agent(Lack.SUB_AGENT).planning(Planning.ALWAYS).build(),
        agent(Lack.SPACE).build());
  }

  /**
   * @param thinks how long a model takes where the worker is to be stopped meanwhile
   */
  private static Screenplay screenplay(Duration thinks) {
    ScreenplayBuilder play =
        Screenplay.role(Lack.TOOL.agent())
            .on(When.turn(0))
            .reply(Reply.call("weigh", Map.of()))
            .otherwise("It weighs 34 kg.");
    play.role(Lack.SUB_AGENT.agent()).on(When.ALWAYS.offering("make_plan")).reply(plan());
    for (Lack lack : List.of(Lack.SUB_AGENT, Lack.SPACE, Lack.JOURNAL)) {
      play.role(lack.agent()).on(When.ALWAYS).delay(thinks).reply(lack.answer());
    }
    return play.role("scout").otherwise("Nothing to be seen.").build();
  }

  private static Reply plan() {
    return Reply.call(
        "make_plan",
        Map.of("steps", List.of(step("s1", Map.of()), step("s2", Map.of("agent", "scout")))));
  }

  private static Map<String, Object> step(String id, Map<String, Object> more) {
    Map<String, Object> step =
        new HashMap<>(Map.of("id", id, "title", "Look around", "instruction", "Look."));
    step.putAll(more);
    return step;
  }

  @Test
  void shouldGoOnOnceAWorkerHasWhatTheOneBeforeItLacked(Cluster cluster) {
    String journal = Worker.freshJournal();
    Screenplay quick = screenplay(Duration.ZERO);
    Map<Lack, Long> runs;
    try (AgentClient client = TestCluster.client(cluster);
        CamundaClient engine = TestCluster.engine(cluster)) {
      Screenplay slow = screenplay(Duration.ofMinutes(5));
      Scale stuck = new Scale(true);
      try (Worker first = Worker.holding(cluster, slow, whole(stuck), journal)) {
        runs = started(client);
        await().atMost(PATIENCE).until(() -> first.model().counts().total() == 5 && stuck.isUsed());
      }
      try (Worker lacking = Worker.holding(cluster, quick, lacking(), journal, SMALL_RECORDS);
          Worker stranger =
              Worker.holding(
                  cluster, quick, List.of(agent(Lack.JOURNAL).build()), Worker.freshJournal())) {
        runs.forEach(
            (lack, run) ->
                OpenIncident.of(run, engine).assertSays(lack.said, "resolve this incident"));
      }
      try (Worker worker = Worker.holding(cluster, quick, whole(new Scale(false)), journal)) {
        runs.values().forEach(run -> OpenIncident.of(run, engine).retry());
        runs.values()
            .forEach(
                run ->
                    assertThat(client.await(Long.toString(run), PATIENCE).outcome())
                        .isEqualTo(Outcome.COMPLETED));
      }
    }
  }

  private static Map<Lack, Long> started(AgentClient client) {
    Map<Lack, Long> runs = new EnumMap<>(Lack.class);
    for (Lack lack : Lack.values()) {
      runs.put(lack, client.start(lack.agent(), "Look after the bees").key());
    }
    return runs;
  }
}
