package io.waggle.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares two runs. */
@Command(
    name = "diff",
    description = {
      "Compare two runs, job by job: what is at the same path in both, and where what was asked,",
      "answered, given, said or decided differs; also the definitions of their agents."
    },
    footer = {
      "",
      "Example:",
      "  waggle diff refund-4711 refund-4711-again",
      "",
      "Exit code 1: they differ."
    })
final class DiffCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private WorkerOptions workers = new WorkerOptions();

  @Parameters(index = "0", paramLabel = "RUN", description = "A run's name, or address.")
  private String one = "";

  @Parameters(index = "1", paramLabel = "RUN", description = "Another one's.")
  private String other = "";

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  DiffCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (PastRuns runs = new PastRuns(workers)) {
      ObjectNode found = new RunDifferences(runs, one, other).find();
      if (json) {
        console.out().println(RunJson.of(found));
      } else {
        DifferencesText.of(found)
            .forEach(line -> console.out().println(TreeText.printed(line, console)));
      }
      return found.path("same").asBoolean() ? ExitCode.OK.code() : ExitCode.FAILED.code();
    }
  }
}
