package io.waggle.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.crashtest.Cluster;
import io.waggle.crashtest.Lab;
import io.waggle.crashtest.Recovery;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** How long a run stands still when its worker ends in the middle of an LLM call. */
@ExtendWith(TestCluster.class)
@Isolated("measures time")
class RecoveryIT {
  /** No further worker is killed after this time, {@code -Dwaggle.recovery.time}. */
  private static final Duration KILLING =
      Duration.parse(System.getProperty("waggle.recovery.time", "PT30S"));

  @Test
  void shouldGoOnWithinSecondsWhenTheWorkerEnds(Cluster cluster) {
    Path folder = Path.of("target", "recovery", Long.toString(System.currentTimeMillis()));
    try (Lab lab = Lab.open(cluster, TestCluster.WORKERS, folder);
        Recovery recovery = new Recovery(lab, System.out::println)) {
      List<Duration> killed = recovery.killed(20, KILLING);
      List<Duration> terminated = recovery.terminated(3);
      List<Duration> alone = recovery.alone(3);
      recovery.awaitRuns();

      System.out.printf(
          "Recovery: after SIGKILL p50 %d ms, p95 %d ms, max %d ms (%d kills, another worker alive);"
              + " after SIGTERM at most %d ms; alone, once restarted, at most %d ms%n",
          percentile(killed, 50).toMillis(),
          percentile(killed, 95).toMillis(),
          percentile(killed, 100).toMillis(),
          killed.size(),
          percentile(terminated, 100).toMillis(),
          percentile(alone, 100).toMillis());
      assertThat(percentile(killed, 95)).isLessThanOrEqualTo(Duration.ofSeconds(5));
      assertThat(percentile(terminated, 100)).isLessThanOrEqualTo(Duration.ofSeconds(1));
      assertThat(percentile(alone, 100)).isLessThanOrEqualTo(Duration.ofSeconds(2));
    }
  }

  private static Duration percentile(List<Duration> times, int percent) {
    List<Duration> sorted = times.stream().sorted().toList();
    return sorted.get(Math.ceilDiv(sorted.size() * percent, 100) - 1);
  }
}
