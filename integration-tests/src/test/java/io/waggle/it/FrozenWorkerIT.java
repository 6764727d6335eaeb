package io.waggle.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.crashtest.Cluster;
import io.waggle.crashtest.FreezeReport;
import io.waggle.crashtest.FrozenWorker;
import io.waggle.crashtest.Lab;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A worker that is taken for dead, and is not. */
@ExtendWith(TestCluster.class)
@ResourceLock(TestCluster.CRASH_TEST_AGENTS)
class FrozenWorkerIT {

  @Test
  void shouldNotPayWhenAnotherWorkerHasPaidInItsPlace(Cluster cluster) {
    Path folder = Path.of("target", "frozen-worker", Long.toString(System.currentTimeMillis()));
    try (Lab lab = Lab.open(cluster, TestCluster.WORKERS, folder);
        FrozenWorker worker = new FrozenWorker(lab, System.out::println)) {
      FreezeReport report = worker.run();

      System.out.println(report);
      assertThat(report.ending()).isEqualTo("COMPLETED: All tickets of the order are paid.");
      assertThat(report.payments()).hasSize(10).doesNotHaveDuplicates();
    }
  }
}
