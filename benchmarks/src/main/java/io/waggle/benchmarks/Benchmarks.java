package io.waggle.benchmarks;

import io.waggle.platform.Component;
import io.waggle.platform.Platform;
import io.waggle.platform.PlatformSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Starts a platform of its own on free ports, measures, and leaves the raw figures behind. */
public final class Benchmarks {
  private Benchmarks() {}

  /**
   * @param arguments the folder for the results, and which benchmarks: {@code overhead}, {@code
   *     growth}; none: all
   */
  public static void main(String[] arguments) throws Exception {
    Path results = Path.of(arguments[0]);
    List<String> which =
        arguments.length > 1
            ? List.of(arguments).subList(1, arguments.length)
            : List.of("overhead", "growth");
    Path home = Files.createTempDirectory("waggle-benchmarks");
    Platform platform = Platform.of(PlatformSettings.ephemeral(home.resolve("platform")));
    platform.up(System.err::println);
    try (AgentTurns agent =
            new AgentTurns(platform.addresses().grpcAddress().toString(), home.resolve("worker"));
        BareTurns bare = new BareTurns(agent.camunda())) {
      // only the engine is measured: nobody looks at these runs
      platform.kill(Component.WEB_APPS);
      for (String benchmark : which) {
        Report report = new Report(benchmark);
        switch (benchmark) {
          case "overhead" -> new Overhead(bare, agent).measure(report);
          case "growth" -> new Growth(agent).measure(report);
          default ->
              throw new IllegalArgumentException(
                  "There is no benchmark '%s': say overhead or growth.".formatted(benchmark));
        }
        report.write(results);
      }
    } finally {
      platform.down(System.err::println);
    }
  }
}
