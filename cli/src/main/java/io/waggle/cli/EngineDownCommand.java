package io.waggle.cli;

import io.waggle.embedded.process.EngineState;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops the embedded engine. */
@Command(
    name = "down",
    description = "Stop it; everything that it holds is gone.",
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
        switch (options.engine().down()) {
          case EngineState.Running running -> "The engine is down.";
          case EngineState.Starting starting -> "The engine, which was being started, is down.";
          case EngineState.Died died -> "The engine had died already.";
          case EngineState.Stopped stopped -> "The engine did not run.";
        };
    console.err().println(sentence);
    return ExitCode.OK.code();
  }
}
