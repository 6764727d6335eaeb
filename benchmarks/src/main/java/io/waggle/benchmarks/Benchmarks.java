package io.waggle.benchmarks;

import io.waggle.platform.Component;
import io.waggle.platform.Platform;
import io.waggle.platform.PlatformSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Starts a platform of its own on free ports, measures, and leaves the raw figures behind. */
public final class Benchmarks {
  private static final String RECOVERY = "recovery";
  private static final String OVERHEAD = "overhead";
  private static final String GROWTH = "growth";
  private static final List<String> ALL = List.of(RECOVERY, OVERHEAD, GROWTH);

  private final Path results;
  private final Path home;
  private final Platform platform;

  private Benchmarks(Path results, Path home, Platform platform) {
    this.results = results;
    this.home = home;
    this.platform = platform;
  }

  /**
   * @param arguments the folder for the results, the executable jar of the crash test's worker, and
   *     which benchmarks: {@code recovery}, {@code overhead}, {@code growth}; none: all
   */
  public static void main(String[] arguments) throws Exception {
    List<String> asked = List.of(arguments).subList(2, arguments.length);
    for (String benchmark : asked) {
      if (!ALL.contains(benchmark)) {
        throw new IllegalArgumentException(
            "There is no benchmark '%s': say some of %s.".formatted(benchmark, ALL));
      }
    }
    Path home = Files.createTempDirectory("waggle-benchmarks");
    Platform platform = Platform.of(PlatformSettings.ephemeral(home.resolve("platform")));
    platform.up(System.err::println);
    try {
      new Benchmarks(Path.of(arguments[0]), home, platform)
          .measure(asked.isEmpty() ? ALL : asked, Path.of(arguments[1]));
    } finally {
      platform.down(System.err::println);
    }
  }

  private void measure(List<String> which, Path workerJar) throws Exception {
    if (which.contains(RECOVERY)) {
      Report report = new Report(RECOVERY, results);
      new RecoveryTimes(platform, workerJar, home.resolve("recovery")).measure(report);
      report.done();
    }
    // only the engine is measured from here on: nobody looks at these runs
    platform.kill(Component.WEB_APPS);
    try (AgentTurns agent =
            new AgentTurns(platform.addresses().grpcAddress().toString(), home.resolve("worker"));
        BareTurns bare = new BareTurns(agent.camunda())) {
      if (which.contains(OVERHEAD)) {
        Report report = new Report(OVERHEAD, results);
        new Overhead(bare, agent).measure(report);
        report.done();
      }
      if (which.contains(GROWTH)) {
        Report report = new Report(GROWTH, results);
        new Growth(agent).measure(report);
        report.done();
      }
    }
  }
}
