package io.waggle.cli;

import io.waggle.client.AgentClient;
import io.waggle.client.RunStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows where a run stands. */
@Command(
    name = "status",
    description = "Show where a run stands: plan, steps, tool calls, sub-agents, incidents.",
    footer = {"", "Example:", "  waggle status refund-4711 --json"})
final class StatusCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Parameters(paramLabel = "RUN", description = RunWords.RUN)
  private String run = "";

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  StatusCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (AgentClient client = cluster.connect(console)) {
      RunStatus status = client.status(run);
      if (json) {
        console.out().println(RunJson.of(status));
      } else {
        new TreeText(java.time.Clock.systemUTC())
            .of(status)
            .forEach(line -> console.out().println(TreeText.printed(line, console)));
      }
      return ExitCode.OK.code();
    }
  }
}
