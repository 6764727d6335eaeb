package io.waggle.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waggle.bpmn.Outcome;
import io.waggle.client.AgentClient;
import io.waggle.client.RunHandle;
import io.waggle.platform.Component;
import io.waggle.platform.Platform;
import io.waggle.platform.PlatformSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three brokers, three partitions, each on all brokers: one broker may die. */
class ClusterIT {
  private static final int RUNS = 12;
  private static final int LATE_RUNS = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

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
    Forager forager = new Forager();
    try (Worker worker = Worker.holding(platform, Forager.screenplay(), List.of(forager.agent()));
        AgentClient client = LocalPlatform.client(platform)) {
      List<RunHandle> runs = start(client, RUNS);
      assertThat(runs.stream().map(run -> Platform.partition(run.key())).distinct())
          .as("partitions that have runs")
          .containsExactlyInAnyOrder(1, 2, 3);
      forager.awaitResting(RUNS);
      Component leader = leader(platform, runs.getFirst());

      int all = RUNS + LATE_RUNS;
      platform.kill(leader);
      Instant killed = Instant.now();
      forager.goOn();
      awaitReplaced(platform, leader);
      List<RunHandle> late = start(client, LATE_RUNS);
      await()
          .atMost(PATIENCE)
          .until(() -> worker.model().counts().answered() >= all * Forager.LLM_CALLS);
      Duration answered = Duration.between(killed, Instant.now());
      complete(runs);
      complete(late);

      System.out.printf(
          "%d runs: all answered %.1f s after the kill of %s, all shown as completed after %.1f s%n",
          all, seconds(answered), leader.name(), seconds(Duration.between(killed, Instant.now())));
      assertThat(leader(platform, runs.getFirst())).isNotEqualTo(leader);
      assertThat(forager.visits()).hasSize(all * Forager.VISITS).containsOnly(1);
      assertThat(worker.model().counts().total())
          .as("LLM calls")
          .isEqualTo(all * Forager.LLM_CALLS);

      platform.restart(leader, System.out::println);
      await("all brokers have all partitions")
          .atMost(PATIENCE)
          .until(() -> platform.status().ready());
      complete(start(client, LATE_RUNS));
    }
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static Component leader(Platform platform, RunHandle run) {
    int partition = Platform.partition(run.key());
    return await()
        .atMost(PATIENCE)
        .until(platform::leaders, leaders -> leaders.containsKey(partition))
        .get(partition);
  }

  /** A start that is under way to a broker as it dies would be in doubt. */
  private static void awaitReplaced(Platform platform, Component leader) {
    await("the gateway knows of the death of " + leader.name())
        .atMost(PATIENCE)
        .until(() -> !platform.leaders().containsValue(leader));
  }

  private static List<RunHandle> start(AgentClient client, int runs) {
    return IntStream.range(0, runs)
        .mapToObj(number -> client.start(Forager.NAME, "Outing " + number))
        .toList();
  }

  private static void complete(List<RunHandle> runs) {
    for (RunHandle run : runs) {
      var result = run.await(PATIENCE);
      assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
      assertThat(result.text()).isEqualTo(Forager.ANSWER);
    }
  }
}
