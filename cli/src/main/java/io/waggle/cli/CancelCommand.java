package io.waggle.cli;

import io.waggle.client.AgentClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Stops a run. */
@Command(
    name = "cancel",
    description = {
      "Stop a run and the runs of its sub-agents.",
      "What its tools have done stays done."
    },
    footer = {"", "Example:", "  waggle cancel 2251799813685249"})
final class CancelCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Parameters(paramLabel = "RUN", converter = KeyConverter.class, description = "Key of the run.")
  private long run;

  CancelCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (AgentClient client = cluster.connect(console)) {
      client.cancel(run);
      console.err().println("Cancelled run " + run);
      return ExitCode.OK.code();
    }
  }
}
