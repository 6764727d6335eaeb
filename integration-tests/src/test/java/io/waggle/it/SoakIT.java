package io.waggle.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.crashtest.Cluster;
import io.waggle.crashtest.Lab;
import io.waggle.crashtest.Soak;
import io.waggle.crashtest.SoakReport;
import io.waggle.crashtest.SoakReport.Done;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Many runs under random kills. {@code -Dwaggle.soak.runs=2000} makes it longer, {@code
 * -Dwaggle.soak.seed=…} repeats the choice of victims and moments.
 */
@ExtendWith(TestCluster.class)
@Isolated("takes the whole machine")
class SoakIT {
  private static final Duration ANSWER_TIME = Duration.ofMillis(1_500);
  private static final int TICKETS = Soak.TURNS - 1;

  private final int runs = Integer.getInteger("waggle.soak.runs", 200);
  private final long seed = Long.getLong("waggle.soak.seed", System.nanoTime());

  @Test
  void shouldEndAllRunsWithNothingDoneTwice(Cluster cluster) {
    Path folder = Path.of("target", "soak", Long.toString(System.currentTimeMillis()));
    System.out.printf("Soak of %d runs, -Dwaggle.soak.seed=%d%n", runs, seed);
    try (Lab lab = Lab.open(cluster, TestCluster.WORKERS, folder, ANSWER_TIME)) {
      SoakReport report =
          new Soak(lab, seed, System.out::println)
              .run(runs, Duration.ofMinutes(10).plusSeconds(runs));

      System.out.println(report);
      assertThat(report.ended()).as("runs that ended well").isEqualTo(runs);
      assertThat(report.doneTwice()).as("done twice").isEmpty();
      assertThat(report.payments()).as("payments").isEqualTo(all(runs - runs / 2));
      assertThat(report.marks()).as("marks inside Think").isEqualTo(all(runs / 2));
      assertThat(report.llmQuestions()).as("LLM questions").isEqualTo(runs * Soak.TURNS);
      assertThat(report.begunAfterRecorded()).as("repeated although recorded").isZero();
      assertThat(report.llmCalls() - report.llmQuestions())
          .as("LLM calls repeated, where jobs were cut off before their answer was recorded")
          .isLessThanOrEqualTo(report.begunAgain());
      assertThat(report.callsOutside())
          .as("calls that were not inside Think")
          .isLessThan(report.marks().effects() / 10);
      assertThat(report.workerKills()).isGreaterThanOrEqualTo(3);
    }
  }

  private static Done all(int runs) {
    return new Done(runs, runs * TICKETS, runs * TICKETS);
  }
}
