package io.waggle.cli;

import io.waggle.client.AgentClient;
import io.waggle.client.RunHandle;
import io.waggle.client.RunRequest;
import io.waggle.client.RunResult;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts a run. */
@Command(
    name = "run",
    description = "Start a run of an agent; print its key, or with --wait its result.",
    footer = {
      "",
      "Examples:",
      "  waggle run researcher 'Compare Zeebe and Temporal' --wait",
      "  waggle run writer --file task.md --input @facts.json --limit maxTurns=5",
      "  echo 'Summarize the news' | waggle run researcher --file - --wait --json"
    })
final class RunCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private WaitOptions waiting = new WaitOptions();

  @Parameters(index = "0", paramLabel = "AGENT", description = "Name of the agent.")
  private String agent = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "TASK",
      description = "What to do, in words.")
  private @Nullable String task;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "Read the task from a file; - is the standard input.")
  private @Nullable String file;

  @Option(
      names = "--input",
      paramLabel = "JSON|@FILE",
      description = "JSON that belongs to the task.")
  private @Nullable String input;

  @Option(
      names = "--limit",
      paramLabel = "NAME=N",
      description = "maxSteps, maxTurns, maxReplans or maxDepth; may be repeated.")
  private Map<String, String> limits = new LinkedHashMap<>();

  @Option(
      names = {"-w", "--wait"},
      description = "Wait for the end and print the result.")
  private boolean wait;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  RunCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    RunRequest request = request();
    var connection = new ConnectionLines(console.err());
    try (AgentClient client = cluster.connect(console, connection)) {
      RunHandle run = client.start(request);
      if (!wait) {
        printStarted(run, client);
        return ExitCode.OK.code();
      }
      console.err().println("Started run " + run.key());
      RunResult result =
          Follow.of(console)
              .with(connection)
              .quiet(json)
              .toTheEnd(run.key(), client, waiting.timeout());
      printEnd(result);
      return ExitCode.of(result.outcome()).code();
    }
  }

  /** All that is wrong with what was typed is said at once. */
  private RunRequest request() {
    Sources sources = new Sources(console);
    Complaints complaints = new Complaints();
    String words = complaints.orElse("?", () -> sources.task(task, file));
    RunRequest plain =
        complaints.orElse(RunRequest.of("any", "?"), () -> RunRequest.of(agent, words));
    RunRequest limited = complaints.orElse(plain, () -> plain.withLimits(LimitOptions.of(limits)));
    String json = input;
    RunRequest whole =
        json == null
            ? limited
            : complaints.orElse(limited, () -> limited.withJsonInput(sources.textOrFile(json)));
    complaints.raise();
    return whole;
  }

  private void printStarted(RunHandle run, AgentClient client) {
    if (json) {
      console.out().println(RunJson.started(run.key(), agent, client.link(run.key()).orElse(null)));
      return;
    }
    console.out().println(run.key());
    console.err().println("Follow it with: " + Invocation.of("watch " + run.key()));
  }

  private void printEnd(RunResult result) {
    console.out().println(json ? RunJson.of(result) : TreeText.clean(ResultText.of(result)));
  }
}
