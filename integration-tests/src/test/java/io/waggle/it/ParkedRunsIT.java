package io.waggle.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waggle.client.AgentClient;
import io.waggle.client.RunHandle;
import io.waggle.crashtest.Cluster;
import io.waggle.scripted.ScriptedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Runs that wait for people cost their worker nothing: what it takes with hundreds of them it takes
 * with none as well.
 */
@ExtendWith(TestCluster.class)
@Isolated("measures processor time")
@EnabledOnOs(value = OS.LINUX, disabledReason = "counts threads in /proc")
class ParkedRunsIT {
  /** {@code -Dwaggle.parked.time=PT1H} watches for an hour. */
  private static final Duration MEASURED =
      Duration.parse(System.getProperty("waggle.parked.time", "PT15S"));

  private static final int RUNS = 500;

  /** After a burst of work, a JVM compiles and collects; it has calmed down below this. */
  private static final double CALM = 0.05;

  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final Duration SETTLING = Duration.ofSeconds(15);

  /** It may still compile once; what waiting runs cost is in most parts of the time. */
  private static final int PARTS = 3;

  /** Measured again where it took less while it settled: it did something else as well. */
  private static final int TIMES = 3;

  /** What a worker takes that has nothing to do at all is known sooner. */
  private static final Duration COMPARED =
      Collections.min(List.of(MEASURED, Duration.ofMinutes(5)));

  /** Of a core. */
  private static final double NOT_MEASURABLE = 0.01;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final int CLIENTS = 8;

  /** Started at once; all of them would be a test of another kind. */
  private static final int LOT = 50;

  /** Pools grow with a burst of work and shrink later; a thread a run would be hundreds. */
  private static final int SPARE_THREADS = 32;

  @TempDir Path folder;

  /**
   * @param cores how much of a core it takes
   */
  private record Load(double cores, long threads) {
    /** What the process takes most of the time while nothing is done, once it has calmed down. */
    static Load of(ProcessHandle process, Duration time) throws IOException {
      await("it has calmed down")
          .atMost(PATIENCE)
          .until(() -> coresDuring(LOOK, process), cores -> cores < CALM);
      double before;
      double cores = CALM;
      do { // what a burst of work leaves behind gets less, what waiting runs cost does not
        before = cores;
        cores = usually(SETTLING, process);
      } while (cores < before);
      double least = usually(time, process);
      for (int more = 1; more < TIMES && least > before; more++) {
        least = Math.min(least, usually(time, process));
      }
      return new Load(least, threads(process));
    }

    /** In most parts of the time. */
    private static double usually(Duration time, ProcessHandle process) {
      List<Double> cores = new ArrayList<>();
      while (cores.size() < PARTS) {
        cores.add(coresDuring(time.dividedBy(PARTS), process));
      }
      Collections.sort(cores);
      return cores.get(PARTS / 2);
    }

    private static double coresDuring(Duration time, ProcessHandle process) {
      Duration before = cpu(process);
      pass(time);
      return (double) cpu(process).minus(before).toNanos() / time.toNanos();
    }

    @Override
    public String toString() {
      return "%.2f %% of a core, %d threads".formatted(100 * cores, threads);
    }

    private static void pass(Duration time) {
      await().pollDelay(time).atMost(time.plusMinutes(1)).until(() -> true);
    }

    private static Duration cpu(ProcessHandle process) {
      return process.info().totalCpuDuration().orElseThrow();
    }

    private static long threads(ProcessHandle process) throws IOException {
      try (Stream<Path> tasks = Files.list(Path.of("/proc", process.pid() + "", "task"))) {
        return tasks.count();
      }
    }
  }

  @Test
  void shouldCostTheWorkerNeitherTimeNorThreads(Cluster cluster) throws Exception {
    try (ScriptedModel model = ScriptedModel.start(GatedWorker.screenplay());
        AgentClient client = TestCluster.client(cluster)) {
      try (WorkerJvm worker = GatedWorker.start(cluster, model, folder)) {
        ProcessLog log = worker.log();
        log.awaitServing();
        List<RunHandle> runs = new ArrayList<>();
        while (runs.size() < RUNS) {
          runs.addAll(start(client));
          log.awaitLines("is asked", runs.size());
        }
        Load waiting = Load.of(worker.handle(), MEASURED);
        runs.forEach(run -> client.terminate(run.id()));
        Load idle = Load.of(worker.handle(), COMPARED);

        System.out.printf(
            "A worker took for %s, with %d runs that wait: %s; with none: %s%n",
            MEASURED, RUNS, waiting, idle);
        assertThat(waiting.cores()).isLessThan(idle.cores() + NOT_MEASURABLE);
        assertThat(waiting.threads()).isLessThanOrEqualTo(idle.threads() + SPARE_THREADS);
      }
    }
  }

  private static List<RunHandle> start(AgentClient client) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
      List<Future<RunHandle>> started = new ArrayList<>();
      for (int run = 0; run < LOT; run++) {
        started.add(threads.submit(() -> client.start(GatedWorker.NAME, "Pay")));
      }
      List<RunHandle> runs = new ArrayList<>();
      for (Future<RunHandle> run : started) {
        runs.add(run.get());
      }
      return runs;
    }
  }
}
