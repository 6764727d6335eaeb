package io.waggle.cli;

import io.waggle.platform.Component;
import io.waggle.platform.Platform;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops the platform. */
@Command(
    name = "down",
    description = "Stop it; its data stays.",
    footer = {"", "Example:", "  waggle platform down"})
final class PlatformDownCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private PlatformOptions options = new PlatformOptions();

  PlatformDownCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<Component> stopped =
        Platform.of(options.settings(console.environment()))
            .down(sentence -> console.err().println(sentence));
    console
        .err()
        .println(stopped.isEmpty() ? "The platform was not running." : "The platform is down.");
    return ExitCode.OK.code();
  }
}
