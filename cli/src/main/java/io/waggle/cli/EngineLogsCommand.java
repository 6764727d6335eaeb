package io.waggle.cli;

import io.waggle.embedded.process.LocalEngine;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints what the embedded engine has logged. */
@Command(
    name = "logs",
    description = "Print what it has logged since it was last started.",
    footer = {"", "Examples:", "  waggle engine logs -n 200", "  waggle engine logs --follow"})
final class EngineLogsCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private EngineOptions options = new EngineOptions();

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      defaultValue = "50",
      description = "How many lines; default ${DEFAULT-VALUE}.")
  private int lines;

  @Option(
      names = {"-f", "--follow"},
      description = "Then go on with what is new, until Ctrl-C.")
  private boolean follow;

  EngineLogsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    LocalEngine engine = options.engine(console.environment());
    console.err().println("== " + engine.log());
    FollowedFile file = new FollowedFile(engine.log());
    engine.lastLines(lines).forEach(console.out()::println);
    if (follow) {
      file.follow(console.out());
    }
    return ExitCode.OK.code();
  }
}
