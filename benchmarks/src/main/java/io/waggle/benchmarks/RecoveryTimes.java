package io.waggle.benchmarks;

import io.waggle.crashtest.Cluster;
import io.waggle.crashtest.Lab;
import io.waggle.crashtest.Recovery;
import io.waggle.crashtest.WorkerLaunch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** How long a run stands still whose worker ends in the middle of an LLM call. */
final class RecoveryTimes {
  private static final int KILLS = 20;
  private static final int STOPS = 5;

  /** Twenty are wanted, however long they take. */
  private static final Duration ENOUGH = Duration.ofHours(1);

  private final Cluster cluster;
  private final WorkerLaunch workers;
  private final Path folder;

  /**
   * @param workers how they are started
   * @param folder for their journal and logs
   */
  RecoveryTimes(Cluster cluster, WorkerLaunch workers, Path folder) {
    this.cluster = cluster;
    this.workers = workers;
    this.folder = folder;
  }

  void measure(Report report) throws IOException {
    try (Lab lab = Lab.open(cluster, workers, folder);
        Recovery recovery = new Recovery(lab, progress -> {})) {
      tell(report, "SIGKILL, other workers alive", recovery.killed(KILLS, ENOUGH));
      tell(report, "SIGTERM, other workers alive", recovery.terminated(STOPS));
      tell(report, "SIGKILL of the only worker, from when it serves again", recovery.alone(STOPS));
      recovery.awaitRuns();
    }
  }

  private static void tell(Report report, String how, List<Duration> times) throws IOException {
    List<Double> millis = times.stream().map(time -> time.toNanos() / 1e6).toList();
    report.add(how, millis);
    report.say(
        "%s: %d times, median %.0f ms, at most %.0f ms"
            .formatted(
                how,
                millis.size(),
                Report.median(millis),
                millis.stream().mapToDouble(Double::doubleValue).max().orElseThrow()));
  }
}
