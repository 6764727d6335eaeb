package io.waggle.cli;

import io.waggle.embedded.process.LocalEngine;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which embedded engine of this machine. */
final class EngineOptions {
  /** Environment variable for the engine's folder. */
  static final String HOME = "WAGGLE_ENGINE_HOME";

  @Option(
      names = "--home",
      paramLabel = "FOLDER",
      description = "Where its log is; default: " + HOME + ", else ~/.waggle/engine.")
  private @Nullable Path home;

  LocalEngine engine(Map<String, String> environment) {
    return home == null ? from(environment) : LocalEngine.in(home);
  }

  static LocalEngine from(Map<String, String> environment) {
    String home = environment.getOrDefault(HOME, "");
    return home.isBlank() ? LocalEngine.ofUser() : LocalEngine.in(Path.of(home));
  }
}
