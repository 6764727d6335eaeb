package io.waggle.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows one job of a run, whole. */
@Command(
    name = "show",
    description = {
      "Show one job of a run, whole: what the model was asked and what it answered, what a tool was",
      "given and what it said, who decided what. 'waggle history RUN' has the paths; without one it is",
      "the result."
    },
    footer = {
      "",
      "Examples:",
      "  waggle show refund-4711",
      "  waggle show refund-4711 p1/s1/t2",
      "  waggle show refund-4711 p1/s1/t2/c1/run1 --json"
    })
final class ShowCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private WorkerOptions workers = new WorkerOptions();

  @Parameters(index = "0", paramLabel = "RUN", description = "The run's name, or address.")
  private String run = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PATH",
      description = "The job's path in the run; default: the job that ended it.")
  private @Nullable String path;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  ShowCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (PastRuns runs = new PastRuns(workers)) {
      ObjectNode job = path == null ? runs.end(run) : runs.job(run, path);
      if (json) {
        console.out().println(RunJson.of(job));
      } else {
        new JobText(ZoneId.systemDefault())
            .of(job)
            .forEach(line -> console.out().println(TreeText.printed(line, console)));
      }
    }
    return ExitCode.OK.code();
  }
}
