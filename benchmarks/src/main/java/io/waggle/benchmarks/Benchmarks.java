package io.waggle.benchmarks;

import io.camunda.client.CamundaClient;
import io.waggle.crashtest.Cluster;
import io.waggle.crashtest.WorkerLaunch;
import io.waggle.embedded.process.EngineLaunch;
import io.waggle.embedded.process.EngineProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/** Starts an engine of its own for each benchmark, measures, and leaves the raw figures behind. */
public final class Benchmarks {
  private static final String RECOVERY = "recovery";
  private static final String OVERHEAD = "overhead";
  private static final String POSTGRESQL = "postgresql";
  private static final String MANY = "many";
  private static final String GROWTH = "growth";
  private static final String CALL = "call";
  private static final List<String> ALL =
      List.of(RECOVERY, OVERHEAD, POSTGRESQL, MANY, GROWTH, CALL);

  private final Path results;
  private final EngineLaunch engines;
  private final Path workerJar;
  private final Path home;

  private Benchmarks(Path results, EngineLaunch engines, Path workerJar, Path home) {
    this.results = results;
    this.engines = engines;
    this.workerJar = workerJar;
    this.home = home;
  }

  /**
   * @param arguments the folder for the results, the jar of the engine, the jar of the crash test's
   *     worker, and which benchmarks: {@code recovery}, {@code overhead}, {@code postgresql} (the
   *     overhead with that database), {@code many} (runs at the same time), {@code growth}, {@code
   *     call}; none: all
   */
  public static void main(String[] arguments) throws Exception {
    List<String> asked = List.of(arguments).subList(3, arguments.length);
    for (String benchmark : asked) {
      if (!ALL.contains(benchmark)) {
        throw new IllegalArgumentException(
            "There is no benchmark '%s': say some of %s.".formatted(benchmark, ALL));
      }
    }
    Benchmarks benchmarks =
        new Benchmarks(
            Path.of(arguments[0]),
            lastingEngine(Path.of(arguments[1])),
            Path.of(arguments[2]),
            Files.createTempDirectory("waggle-benchmarks"));
    for (String benchmark : asked.isEmpty() ? ALL : asked) {
      benchmarks.measure(benchmark);
    }
    // journals and logs; where a benchmark fails they stay
    boolean unused = FileSystemUtils.deleteRecursively(benchmarks.home);
  }

  /**
   * With the optimizing compiler, which a short-lived engine goes without, and with the memory for
   * all that happens in a benchmark.
   */
  private static EngineLaunch lastingEngine(Path jar) {
    EngineLaunch launch = EngineLaunch.ofJar(jar).withOptions(List.of("-Xms8g", "-Xmx8g"));
    return new EngineLaunch(
        launch.command().stream().filter(word -> !word.startsWith("-XX:Tiered")).toList());
  }

  private void measure(String benchmark) throws Exception {
    if (benchmark.equals(CALL)) {
      Report report = new Report(benchmark, results);
      new LlmCalls().measure(report);
      report.done();
      return;
    }
    Report report = new Report(benchmark, results);
    if (benchmark.equals(MANY)) {
      measureMany(report);
    } else {
      onEngine(benchmark, cluster -> measure(benchmark, cluster, report));
    }
    report.done();
  }

  private interface OnEngine {
    void measure(Cluster cluster) throws Exception;
  }

  /** One of its own for each: it keeps all that ever happened in memory. */
  private void onEngine(String name, OnEngine benchmark) throws Exception {
    Path log = home.resolve("engine-" + name + ".log");
    try (EngineProcess engine = EngineProcess.start(engines, log)) {
      benchmark.measure(new Cluster(engine.grpcAddress(), engine.restAddress()));
    }
  }

  private void measure(String benchmark, Cluster cluster, Report report) throws Exception {
    if (benchmark.equals(RECOVERY)) {
      WorkerLaunch workers = WorkerLaunch.ofJar(workerJar, home.resolve("worker.jsa"));
      new RecoveryTimes(cluster, workers, home.resolve("recovery")).measure(report);
    } else if (benchmark.equals(POSTGRESQL)) {
      try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
        measureTurns(OVERHEAD, cluster, url(postgres), report);
      }
    } else {
      measureTurns(benchmark, cluster, "", report);
    }
  }

  /**
   * @param journal JDBC URL; empty: the default, an H2 file
   */
  private void measureTurns(String benchmark, Cluster cluster, String journal, Report report)
      throws Exception {
    Path folder = home.resolve(benchmark);
    try (AgentTurns agent = new AgentTurns(cluster, folder, journal)) {
      if (benchmark.equals(OVERHEAD)) {
        measureOverhead(agent, folder, journal, report);
      } else {
        new Growth(agent).measure(report);
      }
    }
  }

  private static void measureOverhead(AgentTurns agent, Path folder, String journal, Report report)
      throws Exception {
    CamundaClient camunda = agent.camunda();
    try (TwoJobs bare = new TwoJobs(camunda, "bare-jobs", TwoJobs.Work.NONE, TwoJobs.Work.NONE);
        PlainRows rows = new PlainRows(folder, journal);
        ByHand hand = new ByHand(agent.model(), rows);
        ByHand unrecorded = new ByHand(agent.model(), ByHand.Rows.NONE);
        TwoJobs byHand = new TwoJobs(camunda, "by-hand", hand::ask, hand::call);
        DrawnStep drawn = new DrawnStep(camunda, "drawn", hand, null);
        DrawnStep journaled = new DrawnStep(camunda, "journaled", unrecorded, agent.rows())) {
      new Overhead(bare, byHand, drawn, journaled, agent).measure(report);
    }
  }

  private static String url(EmbeddedPostgres postgres) {
    return postgres.getJdbcUrl("postgres", "postgres");
  }

  /** The second worker is one more of its kind in the same process. */
  private void measureMany(Report report) throws Exception {
    onEngine(
        "h2",
        cluster -> {
          try (AgentTurns agent = new AgentTurns(cluster, home.resolve("h2"), "")) {
            new Many(agent, "one worker, H2").measure(report);
          }
        });
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      String journal = url(postgres);
      onEngine(
          "postgresql",
          cluster -> {
            try (AgentTurns agent = new AgentTurns(cluster, home.resolve("first"), journal)) {
              new Many(agent, "one worker, PostgreSQL").measure(report);
              new JournalSize(agent, journal).measure(report);
            }
          });
      onEngine(
          "two-workers",
          cluster -> {
            try (AgentTurns agent = new AgentTurns(cluster, home.resolve("second"), journal);
                AgentTurns beside = agent.beside(cluster, home.resolve("third"), journal)) {
              new Many(beside, "two workers, PostgreSQL").measure(report);
            }
          });
    }
  }
}
