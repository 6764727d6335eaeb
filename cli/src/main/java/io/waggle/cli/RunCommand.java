package io.waggle.cli;

import io.waggle.client.AgentClient;
import io.waggle.client.RunRequest;
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
    description = "Start a run of an agent; print its name, or with --wait its result.",
    footer = {
      "",
      "Examples:",
      "  waggle run researcher 'Compare Zeebe and Temporal' --wait",
      "  waggle run refunds 'Refund order 4711' --id refund-4711",
      "  waggle run writer --file task.md --input @facts.json --limit maxTurns=5",
      "  echo 'Summarize the news' | waggle run researcher --file - --wait --json"
    })
final class RunCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private AfterStart after = new AfterStart();

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
      names = "--id",
      paramLabel = "NAME",
      description =
          "The run's name, such as refund-4711; default: one is made up. The same run under the same"
              + " name runs once, however often it is started.")
  private @Nullable String id;

  @Option(
      names = "--limit",
      paramLabel = "NAME=N",
      description = "maxSteps, maxTurns, maxReplans or maxDepth; may be repeated.")
  private Map<String, String> limits = new LinkedHashMap<>();

  RunCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    RunRequest request = request();
    var connection = new ConnectionLines(console.err());
    try (AgentClient client = cluster.connect(console, connection)) {
      return after.of(client.start(request), agent, client, console, connection);
    }
  }

  /** All that is wrong with what was typed is said at once. */
  private RunRequest request() {
    Sources sources = new Sources(console);
    Complaints complaints = new Complaints();
    String words = complaints.orElse("?", () -> sources.task(task, file));
    RunRequest plain =
        complaints.orElse(RunRequest.of("any", "?"), () -> RunRequest.of(agent, words));
    String name = id;
    RunRequest named = name == null ? plain : complaints.orElse(plain, () -> plain.id(name));
    RunRequest limited = complaints.orElse(named, () -> named.withLimits(LimitOptions.of(limits)));
    String json = input;
    RunRequest whole =
        json == null
            ? limited
            : complaints.orElse(limited, () -> limited.withJsonInput(sources.textOrFile(json)));
    complaints.raise();
    return whole;
  }
}
