package io.waggle.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The local Camunda 8. */
@Command(
    name = "platform",
    description = {
      "A local Camunda 8 (Zeebe, Operate, Tasklist) without Docker.",
      "It goes on when the command ends, and keeps its data when it is stopped."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      PlatformUpCommand.class,
      PlatformStatusCommand.class,
      PlatformDownCommand.class,
      PlatformLogsCommand.class
    })
final class PlatformCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "Say what to do: up, status, down or logs.");
  }
}
