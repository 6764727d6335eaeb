package io.waggle.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who says so. */
final class PersonOptions {
  @Option(
      names = "--as",
      paramLabel = "NAME",
      description =
          "Who says so, where the cluster cannot tell; default: the user of this machine.")
  private @Nullable String name;

  String name() {
    return name == null ? System.getProperty("user.name", "") : name;
  }
}
