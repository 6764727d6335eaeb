package io.waggle.cli;

import io.waggle.embedded.process.EngineLaunch;
import io.waggle.embedded.process.LocalEngine;
import io.waggle.embedded.process.UpOutcome;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts the embedded engine. */
@Command(
    name = "up",
    description = "Start it, and return when it serves.",
    footer = {"", "Examples:", "  waggle engine up", "  waggle engine up --rest-port 8081"})
final class EngineUpCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private EngineOptions options = new EngineOptions();

  @Option(
      names = "--grpc-port",
      paramLabel = "N",
      defaultValue = "" + LocalEngine.GRPC_PORT,
      description = "Port for gRPC, 0: a free one; default ${DEFAULT-VALUE}.")
  private int grpcPort;

  @Option(
      names = "--rest-port",
      paramLabel = "N",
      defaultValue = "" + LocalEngine.REST_PORT,
      description = "Port for REST, 0: a free one; default ${DEFAULT-VALUE}.")
  private int restPort;

  EngineUpCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    EngineLaunch launch = EngineLaunch.ofJar(BuiltJar.ENGINE.find());
    UpOutcome outcome = options.engine().up(launch, grpcPort, restPort);
    String how =
        switch (outcome) {
          case UpOutcome.Started started -> "serves after " + Amounts.time(started.took());
          case UpOutcome.AlreadyRunning running -> "runs already";
        };
    console.err().println("The engine " + how + ". " + EngineText.IN_MEMORY);
    EngineText.addresses(outcome.engine().addresses()).forEach(console.out()::println);
    return ExitCode.OK.code();
  }
}
