package io.waggle.cli;

import io.waggle.bpmn.Models;
import io.waggle.client.AgentClient;
import io.waggle.client.ProcessClient;
import io.waggle.client.ProcessStatus;
import io.waggle.client.RunStatus;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows where a run stands, or an instance of a process of one's own. */
@Command(
    name = "status",
    description = {
      "Show where a run stands: plan, steps, tool calls, sub-agents, incidents, who called it; and what",
      "it ended with. With the key of an instance of a process of your own: where that stands."
    },
    footer = {
      "",
      "Examples:",
      "  waggle status refund-4711 --json",
      "  waggle status 2251799813685249"
    })
final class StatusCommand implements Callable<Integer> {
  private static final String KEY = "[0-9]{16,18}";

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
    try (AgentClient client = cluster.connect(console);
        ProcessClient processes = cluster.connectProcesses(console)) {
      Optional<ProcessStatus> own = own(processes);
      if (own.isPresent()) {
        print(own.get());
      } else {
        print(client.status(run));
      }
      return ExitCode.OK.code();
    }
  }

  /** Where a key is that of another process than an agent's. */
  private Optional<ProcessStatus> own(ProcessClient processes) {
    return run.matches(KEY)
        ? processes
            .status(Long.parseLong(run))
            .filter(status -> !status.process().equals(Models.AGENT))
        : Optional.empty();
  }

  private void print(ProcessStatus status) {
    if (json) {
      console.out().println(RunJson.of(status));
    } else {
      new ProcessText(Clock.systemUTC())
          .of(status)
          .forEach(line -> console.out().println(TreeText.clean(line)));
    }
  }

  private void print(RunStatus status) {
    if (json) {
      console.out().println(RunJson.of(status));
      return;
    }
    new TreeText(Clock.systemUTC())
        .of(status)
        .forEach(line -> console.out().println(TreeText.printed(line, console)));
    String result = status.value() == null ? status.result() : status.value().toPrettyString();
    if (status.state().ended() && result != null) {
      console.out().println();
      console.out().println(TreeText.clean(result));
    }
  }
}
