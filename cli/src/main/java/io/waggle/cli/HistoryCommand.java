package io.waggle.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks back at a run. */
@Command(
    name = "history",
    description = {
      "Look back at a run: every job of it by its path, with when it began, how long it took, the",
      "tokens that it used and what it came to. A worker reads it from its journal."
    },
    footer = {
      "",
      "Examples:",
      "  waggle history refund-4711",
      "  waggle history refund-4711/p1/s2/t3/c1     the run of a sub-agent"
    })
final class HistoryCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private WorkerOptions workers = new WorkerOptions();

  @Parameters(paramLabel = "RUN", description = "The run's name, or address.")
  private String run = "";

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  HistoryCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (PastRuns runs = new PastRuns(workers)) {
      ObjectNode history = runs.history(run);
      if (json) {
        console.out().println(RunJson.of(history));
      } else {
        new HistoryText(ZoneId.systemDefault())
            .of(history)
            .forEach(line -> console.out().println(TreeText.printed(line, console)));
      }
    }
    return ExitCode.OK.code();
  }
}
