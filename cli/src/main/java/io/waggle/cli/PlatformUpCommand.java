package io.waggle.cli;

import io.waggle.platform.Platform;
import io.waggle.platform.PlatformSettings;
import io.waggle.platform.UpOutcome;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts the platform. */
@Command(
    name = "up",
    description = "Start it, and return when all of it is ready.",
    footer = {"", "Examples:", "  waggle platform up", "  waggle platform up --brokers 3"})
final class PlatformUpCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private PlatformOptions options = new PlatformOptions();

  @Option(
      names = "--brokers",
      paramLabel = "N",
      description = {
        "How many Zeebe brokers: 1, or 3 (with 3 partitions, each on all of them), of which one may"
            + " die. Default: as many as its data was made by, else 1."
      })
  private @Nullable Integer brokers;

  PlatformUpCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    PlatformSettings settings = options.settings(console.environment());
    if (brokers != null) {
      settings = settings.withBrokers(brokers);
    }
    Platform platform = Platform.of(settings);
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
