package io.waggle.cli;

import io.waggle.client.AgentClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Terminates a run. */
@Command(
    name = "terminate",
    description = {
      "Terminate a run and the runs of its sub-agents at once.",
      "It has no outcome, and what its tools have done stays done; 'cancel' ends it in good order."
    },
    footer = {"", "Example:", "  waggle terminate refund-4711"})
final class TerminateCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Parameters(paramLabel = "RUN", description = RunWords.RUN)
  private String run = "";

  TerminateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (AgentClient client = cluster.connect(console)) {
      client.terminate(run);
      console.err().println("Terminated run " + run);
      return ExitCode.OK.code();
    }
  }
}
