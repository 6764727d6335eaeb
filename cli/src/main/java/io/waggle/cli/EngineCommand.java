package io.waggle.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The embedded engine of this machine. */
@Command(
    name = "engine",
    description = {
      "Zeebe's engine in memory, on this machine: for development and tests only.",
      "It goes on when the command ends; what it holds is lost when it is stopped."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      EngineUpCommand.class,
      EngineStatusCommand.class,
      EngineDownCommand.class,
      EngineLogsCommand.class
    })
final class EngineCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "Say what to do: up, status, down or logs.");
  }
}
