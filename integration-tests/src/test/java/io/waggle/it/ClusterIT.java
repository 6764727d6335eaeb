package io.waggle.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.bpmn.Outcome;
import io.waggle.client.AgentClient;
import io.waggle.client.RunHandle;
import io.waggle.platform.Component;
import io.waggle.platform.Platform;
import io.waggle.platform.PlatformSettings;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.ScreenplayBuilder;
import io.waggle.scripted.When;
import io.waggle.tool.Effect;
import io.waggle.tool.Param;
import io.waggle.tool.Tool;
import io.waggle.tool.ToolCallContext;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three brokers, three partitions, each on all brokers: one broker may die. */
class ClusterIT {
  private static final int RUNS = 12;
  private static final int LATE_RUNS = 3;
  private static final int TOOL_CALLS = 8;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Counts how often each call was carried out. */
  static final class Steps {
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();

    @Tool(description = "Take a step.", effect = Effect.ONCE)
    public String step(@Param("which one") int number, ToolCallContext call) {
      taken.merge(call.idempotencyKey(), 1, Integer::sum);
      return "Step %d taken.".formatted(number);
    }
  }

  @Test
  void shouldFinishEveryRunWhenTheLeaderOfItsPartitionIsKilled(@TempDir Path folder) {
    Platform platform =
        Platform.of(PlatformSettings.ephemeral(folder.resolve("cluster")).withBrokers(3));
    try {
      platform.up(System.out::println);
      killALeaderAmidRuns(platform);
    } finally {
      platform.down(System.out::println);
    }
  }

  private static void killALeaderAmidRuns(Platform platform) {
    Steps steps = new Steps();
    try (Worker worker = Worker.holding(platform, screenplay(), List.of(walker(steps)));
        AgentClient client = LocalPlatform.client(platform)) {
      List<RunHandle> runs = start(client, RUNS);
      assertThat(runs.stream().map(run -> Platform.partition(run.key())).distinct())
          .as("partitions that have runs")
          .containsExactlyInAnyOrder(1, 2, 3);
      await().atMost(PATIENCE).until(() -> worker.model().counts().answered() >= 3 * RUNS);
      Component leader = leader(platform, runs.getFirst());

      platform.kill(leader);
      Instant killed = Instant.now();
      assertThat(worker.model().counts().total())
          .as("LLM calls so far: the runs are in the middle")
          .isLessThan(RUNS * (TOOL_CALLS + 1));
      List<RunHandle> late = start(client, LATE_RUNS);
      complete(runs);
      complete(late);

      System.out.printf(
          "%d runs ended %.1f s after the kill of %s%n",
          RUNS + LATE_RUNS,
          Duration.between(killed, Instant.now()).toMillis() / 1000.0,
          leader.name());
      assertThat(leader(platform, runs.getFirst())).isNotEqualTo(leader);
      assertThat(steps.taken).hasSize((RUNS + LATE_RUNS) * TOOL_CALLS);
      assertThat(steps.taken.values()).as("times each call was carried out").containsOnly(1);
      assertThat(worker.model().counts().total())
          .as("LLM calls")
          .isEqualTo((RUNS + LATE_RUNS) * (TOOL_CALLS + 1));

      platform.restart(leader, System.out::println);
      assertThat(platform.status().ready()).as("it takes part in all partitions again").isTrue();
      complete(start(client, LATE_RUNS));
    }
  }

  private static Component leader(Platform platform, RunHandle run) {
    int partition = Platform.partition(run.key());
    return await()
        .atMost(PATIENCE)
        .until(platform::leaders, leaders -> leaders.containsKey(partition))
        .get(partition);
  }

  private static List<RunHandle> start(AgentClient client, int runs) {
    return IntStream.range(0, runs)
        .mapToObj(number -> client.start("walker", "Walk " + number))
        .toList();
  }

  private static void complete(List<RunHandle> runs) {
    for (RunHandle run : runs) {
      var result = run.await(PATIENCE);
      assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
      assertThat(result.text()).isEqualTo("Arrived.");
    }
  }

  private static Agent walker(Steps steps) {
    return Agent.named("walker")
        .description("Walks")
        .model("play:walker")
        .instructions("You walk.")
        .planning(Planning.NEVER)
        .tools(steps)
        .build();
  }

  private static Screenplay screenplay() {
    ScreenplayBuilder walker = Screenplay.role("walker");
    for (int turn = 0; turn < TOOL_CALLS; turn++) {
      walker
          .on(When.turn(turn))
          .delay(Duration.ofMillis(500))
          .reply(Reply.call("step", Map.of("number", turn)));
    }
    return walker.otherwise("Arrived.").build();
  }
}
