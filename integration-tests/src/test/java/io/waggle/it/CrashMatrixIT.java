package io.waggle.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.crashtest.Cluster;
import io.waggle.crashtest.Counts;
import io.waggle.crashtest.CrashTest;
import io.waggle.crashtest.KillPoint;
import io.waggle.crashtest.Lab;
import io.waggle.crashtest.Row;
import io.waggle.crashtest.Table;
import io.waggle.crashtest.Victim;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Every moment of a run at which its worker may die. One run stands at each of them, then the
 * worker is killed under all of them at once; {@code waggle crash-test} does it one by one. For the
 * engine: {@link LostEngineIT}.
 */
@ExtendWith(TestCluster.class)
@ResourceLock(TestCluster.CRASH_TEST_AGENTS)
class CrashMatrixIT {

  @Test
  void shouldLoseNothingAndRepeatNothingWhereverItIsKilled(Cluster cluster) {
    Path folder = Path.of("target", "crash-matrix", Long.toString(System.currentTimeMillis()));
    try (Lab lab = Lab.open(cluster, TestCluster.WORKERS, folder);
        CrashTest test = new CrashTest(lab, System.out::println)) {
      List<Row> rows = test.allAtOnce(EnumSet.of(Victim.WORKER), EnumSet.allOf(KillPoint.class));

      Table.lines(rows).forEach(System.out::println);
      assertThat(rows).filteredOn(row -> row.killPoint() == null).hasSize(5);
      assertThat(rows.getFirst().made()).as("undisturbed").isEqualTo(new Counts(8, 3, 0, 0));
      assertThat(rows).extracting(Row::killPoint).containsAll(EnumSet.allOf(KillPoint.class));
      assertThat(rows).allMatch(Row::asExpected);
      assertThat(test.callsOutside()).as("calls that were not inside Think").isZero();
    }
  }
}
