package io.waggle.cli;

import io.waggle.platform.Platform;
import io.waggle.platform.UpOutcome;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Starts the platform. */
@Command(
    name = "up",
    description = "Start it, and return when all of it is ready.",
    footer = {"", "Example:", "  waggle platform up"})
final class PlatformUpCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private PlatformOptions options = new PlatformOptions();

  PlatformUpCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Platform platform = Platform.of(options.settings(console.environment()));
    UpOutcome outcome = platform.up(sentence -> console.err().println(sentence));
    String how =
        switch (outcome) {
          case UpOutcome.Started started -> "ready after " + Amounts.time(started.took());
          case UpOutcome.AlreadyRunning running -> "was running already";
        };
    console.err().println("The platform is up, " + how + ".");
    PlatformText.addresses(outcome.addresses()).forEach(console.out()::println);
    return ExitCode.OK.code();
  }
}
