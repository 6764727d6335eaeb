package io.waggle.cli;

import io.waggle.embedded.process.EngineLaunch;
import io.waggle.embedded.process.LocalEngine;
import io.waggle.embedded.process.UpOutcome;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts the embedded engine. */
@Command(
    name = "up",
    description = "Start it, and return when it serves.",
    footer = {
      "",
      "Examples:",
      "  waggle engine up",
      "  waggle engine up --grpc-port 26600 --rest-port 8180 --memory 2g"
    })
final class EngineUpCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private EngineOptions options = new EngineOptions();

  @Option(
      names = "--grpc-port",
      paramLabel = "PORT",
      description = "Of gRPC on 127.0.0.1; default " + LocalEngine.GRPC_PORT + ", 0: a free one.")
  private int grpcPort = LocalEngine.GRPC_PORT;

  @Option(
      names = "--rest-port",
      paramLabel = "PORT",
      description = "Of /v2 on 127.0.0.1; default " + LocalEngine.REST_PORT + ", 0: a free one.")
  private int restPort = LocalEngine.REST_PORT;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      description =
          "How much it may take, such as 512m or 2g; default: a quarter of the machine's. It keeps all"
              + " that happens until it is stopped.")
  private @Nullable String memory;

  EngineUpCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    UpOutcome outcome =
        options
            .engine(console.environment())
            .up(launch(), Ports.checked(grpcPort), Ports.checked(restPort));
    String how =
        switch (outcome) {
          case UpOutcome.Started started -> "serves after " + Amounts.time(started.took());
          case UpOutcome.AlreadyRunning running -> "runs already";
        };
    console.err().println("The engine %s. %s".formatted(how, EngineText.IN_MEMORY));
    EngineText.addresses(outcome.engine().addresses()).forEach(console.out()::println);
    if (outcome instanceof UpOutcome.Started started && started.isAfterDeath()) {
      console
          .err()
          .println(
              "The one before was killed, with all that it held. What its workers have in their"
                  + " journal goes on here with: "
                  + Invocation.of("replay --lost"));
    }
    console.err().println("Stop it with: " + Invocation.of("engine down"));
    return ExitCode.OK.code();
  }

  private EngineLaunch launch() {
    EngineLaunch launch = EngineLaunch.ofJar(BuiltJar.ENGINE.find());
    if (memory == null) {
      return launch;
    }
    if (!memory.matches("[1-9][0-9]*[mMgG]")) {
      throw new IllegalArgumentException(
          "The memory is '%s'; it must be a size such as 512m or 2g.".formatted(memory));
    }
    return launch.withOptions(List.of("-Xmx" + memory));
  }
}
