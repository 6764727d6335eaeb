package io.waggle.cli;

import io.waggle.embedded.process.LocalEngine;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints what the embedded engine has logged. */
@Command(
    name = "logs",
    description = "Print the last lines that it has logged since it was last started.",
    footer = {"", "Example:", "  waggle engine logs --lines 500"})
final class EngineLogsCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private EngineOptions options = new EngineOptions();

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      defaultValue = "50",
      description = "How many lines; default ${DEFAULT-VALUE}.")
  private int lines;

  EngineLogsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    LocalEngine engine = options.engine();
    console.err().println("== " + engine.log());
    engine.lastLines(lines).forEach(console.out()::println);
    return ExitCode.OK.code();
  }
}
