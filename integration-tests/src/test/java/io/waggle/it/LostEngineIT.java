package io.waggle.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.crashtest.CrashTest;
import io.waggle.crashtest.KillPoint;
import io.waggle.crashtest.Lab;
import io.waggle.crashtest.Row;
import io.waggle.crashtest.Soak;
import io.waggle.crashtest.SoakReport;
import io.waggle.crashtest.SoakReport.Done;
import io.waggle.crashtest.Table;
import io.waggle.crashtest.Victim;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * An engine that is killed and comes back empty, giving the same keys once more: the runs are
 * replayed by their names. On engines of its own, also where the other tests use a cluster. {@code
 * -Dwaggle.soak.runs=200} and {@code -Dwaggle.soak.seed=…} as for {@link SoakIT}.
 */
@Isolated("takes the whole machine")
class LostEngineIT {
  private static final Duration ANSWER_TIME = Duration.ofMillis(1_500);

  /**
   * Of the workers in the matrix. Long: a job that is lost with its engine and only comes back when
   * its time is over must be noticed by its run being late.
   */
  private static final Duration JOB_TIMEOUT = Duration.ofMinutes(1);

  private static final int TICKETS = Soak.TURNS - 1;
  private static final int LOSSES = 3;

  private final int runs = Integer.getInteger("waggle.soak.runs", 60);
  private final long seed = Long.getLong("waggle.soak.seed", System.nanoTime());

  private static Lab lab(String name, Duration answerTime) {
    Path folder = Path.of("target", name, Long.toString(System.currentTimeMillis()));
    return Lab.open(TestCluster.ENGINES, TestCluster.WORKERS, folder, answerTime);
  }

  @Test
  void shouldLoseNothingAndRepeatNothingWhereverTheEngineIsLost() {
    EnumSet<Victim> victims = EnumSet.of(Victim.ENGINE, Victim.BOTH);
    EnumSet<KillPoint> points = EnumSet.allOf(KillPoint.class);
    try (Lab lab = lab("lost-engine", Duration.ZERO);
        CrashTest test =
            new CrashTest(lab, System.out::println, "--waggle.worker.job-timeout=" + JOB_TIMEOUT)) {
      List<Row> rows = test.allAtOnce(victims, points);

      Table.lines(rows).forEach(System.out::println);
      assertThat(rows)
          .filteredOn(row -> row.victim() != null)
          .hasSize(victims.size() * points.size());
      assertThat(rows).allMatch(Row::asExpected);
      assertThat(rows)
          .filteredOn(row -> row.victim() != null)
          .as("none waited until a job that was lost with its engine came back")
          .allSatisfy(row -> assertThat(row.recoveredIn()).isLessThan(JOB_TIMEOUT));
    }
  }

  @Test
  void shouldEndAllRunsWithNothingDoneTwiceWhereTheEngineIsLostAgainAndAgain() {
    System.out.printf("Lost engines under %d runs, -Dwaggle.soak.seed=%d%n", runs, seed);
    try (Lab lab = lab("lost-engine-soak", ANSWER_TIME)) {
      SoakReport report =
          new Soak(lab, seed, System.out::println)
              .run(runs, LOSSES, Duration.ofMinutes(10).plusSeconds(runs));

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
      assertThat(report.takenFromLiving()).as("begun again under a living worker").isZero();
      assertThat(report.userTasks()).as("questions to people").isZero();
      assertThat(report.workerKills()).isGreaterThanOrEqualTo(3);
      assertThat(report.engineLosses()).isEqualTo(LOSSES);
    }
  }

  private static Done all(int runs) {
    return new Done(runs, runs * TICKETS, runs * TICKETS);
  }
}
