package io.waggle.cli;

import io.waggle.embedded.process.EngineState;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops the embedded engine. */
@Command(
    name = "down",
    description = "Stop it at once; the runs that it holds are lost.",
    footer = {"", "Example:", "  waggle engine down"})
final class EngineDownCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private EngineOptions options = new EngineOptions();

  EngineDownCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    String sentence =
        switch (options.engine(console.environment()).down()) {
          case EngineState.Running running -> "The engine is stopped.";
          case EngineState.Starting starting -> "The engine, which did not serve yet, is stopped.";
          case EngineState.Died died -> "The engine had died before.";
          case EngineState.Stopped stopped -> "The engine did not run.";
        };
    console.err().println(sentence);
    return ExitCode.OK.code();
  }
}
