package io.waggle.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.crashtest.Cluster;
import io.waggle.crashtest.Lab;
import io.waggle.crashtest.UndoReport;
import io.waggle.crashtest.UndoUnderFire;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The worker is killed five times while a run is undone. */
@ExtendWith(TestCluster.class)
@ResourceLock(TestCluster.CRASH_TEST_AGENTS)
class UndoUnderFireIT {

  @Test
  void shouldUndoEverythingOnceNewestFirst(Cluster cluster) {
    Path folder = Path.of("target", "undo-under-fire", Long.toString(System.currentTimeMillis()));
    try (Lab lab = Lab.open(cluster, TestCluster.WORKERS, folder);
        UndoUnderFire undo = new UndoUnderFire(lab, System.out::println)) {
      UndoReport report = undo.run();

      System.out.println(report);
      assertThat(report.outcome()).isEqualTo("CANCELLED");
      assertThat(report.payments()).hasSize(10).doesNotHaveDuplicates();
      assertThat(report.refunds()).containsExactlyElementsOf(report.payments().reversed());
      assertThat(report.refundsAskedFor())
          .as("calls repeated, with the same key, where their worker died before it was recorded")
          .isEqualTo(report.refunds().size() + 2);
      assertThat(report.begunAgain()).as("killed before, in and after an undo").isEqualTo(3);
      assertThat(report.begunAfterRecorded()).isZero();
    }
  }
}
