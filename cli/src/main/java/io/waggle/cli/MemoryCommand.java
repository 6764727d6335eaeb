package io.waggle.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What agents remember beyond their runs. */
@Command(
    name = "memory",
    description = {
      "Look at what agents remember beyond their runs, and erase it for good.",
      "A worker reads it from its journal's database."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {MemoryListCommand.class, MemoryShowCommand.class, MemoryEraseCommand.class})
final class MemoryCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "Say what to do: list, show or erase.");
  }
}
