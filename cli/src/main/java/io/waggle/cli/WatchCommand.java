package io.waggle.cli;

import io.waggle.client.AgentClient;
import io.waggle.client.RunResult;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Follows a run to its end. */
@Command(
    name = "watch",
    description = {
      "Follow a run to its end: redrawn on a terminal, one line for each change in a pipe.",
      "What models are writing is shown on a terminal, where a worker answers.",
      "Ctrl-C ends the watching, not the run."
    },
    footer = {
      "",
      "Examples:",
      "  waggle watch refund-4711",
      "  waggle watch refund-4711 | tee run.log"
    })
final class WatchCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private WaitOptions waiting = new WaitOptions();
  @Mixin private WorkerOptions workers = new WorkerOptions();

  @Parameters(paramLabel = "RUN", description = RunWords.RUN)
  private String run = "";

  @Option(names = "--json", description = "Print one JSON document, at the end.")
  private boolean json;

  WatchCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    var connection = new ConnectionLines(console.err());
    try (AgentClient client = cluster.connect(console, connection)) {
      RunResult result =
          Follow.of(console)
              .with(connection)
              .reading(workers.addresses())
              .quiet(json)
              .linesTo(console.out())
              .toTheEnd(
                  (timeout, listener) -> client.await(run, timeout, listener),
                  client,
                  waiting.timeout());
      console.out().println(json ? RunJson.of(result) : TreeText.clean(ResultText.of(result)));
      return ExitCode.of(result.outcome()).code();
    }
  }
}
