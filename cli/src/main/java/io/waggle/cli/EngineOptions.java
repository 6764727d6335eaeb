package io.waggle.cli;

import io.waggle.embedded.process.LocalEngine;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which embedded engine. */
final class EngineOptions {
  @Option(
      names = "--home",
      paramLabel = "FOLDER",
      description = "Where its log is, and what finds it again; default: ~/.waggle/engine.")
  private @Nullable Path home;

  LocalEngine engine() {
    return home == null ? LocalEngine.ofUser() : LocalEngine.in(home);
  }
}
