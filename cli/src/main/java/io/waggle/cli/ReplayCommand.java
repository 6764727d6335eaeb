package io.waggle.cli;

import io.waggle.client.AgentClient;
import io.waggle.client.ReplayRequest;
import io.waggle.client.RunHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Recreates runs from the journal. */
@Command(
    name = "replay",
    description = {
      "Recreate a run from its worker's journal, on the engine that is there: what is recorded is",
      "not done again, and the run goes on from there. With --lost, all runs whose engine is gone."
    },
    footer = {
      "",
      "Examples:",
      "  waggle replay refund-4711",
      "  waggle replay refund-4711 --agent refunds --wait",
      "  waggle replay --lost"
    })
final class ReplayCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Mixin private WorkerOptions workers = new WorkerOptions();

  @Mixin private AfterStart after = new AfterStart();

  @Parameters(
      arity = "0..1",
      paramLabel = "RUN",
      description = "The run's name; the runs of its sub-agents come along.")
  private @Nullable String run;

  @Option(
      names = "--agent",
      paramLabel = "NAME",
      description = "Agent of the run; default: a worker is asked.")
  private @Nullable String agent;

  @Option(
      names = "--take-over",
      description =
          "Begin also where the run may still be alive on another engine: whatever that one does"
              + " counts for nothing then.")
  private boolean takeOver;

  @Option(
      names = "--lost",
      description = "All runs that a worker's journal has and no engine any more.")
  private boolean lost;

  ReplayCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    checkUse();
    var lines = new ConnectionLines(console.err());
    String one = run;
    if (one == null) {
      List<ReplayRequest> requests = new JournaledRuns(workers).lost();
      try (AgentClient client = cluster.connect(console, lines)) {
        replay(requests, client);
      }
      return ExitCode.OK.code();
    }
    // Checked before a worker is asked about it.
    String of = agent == null ? ReplayRequest.of(one, "any").run() : one;
    ReplayRequest request =
        ReplayRequest.of(of, agent == null ? new JournaledRuns(workers).agentOf(of) : agent);
    try (AgentClient client = cluster.connect(console, lines)) {
      return after.of(client.replay(asTyped(request)), request.agent(), client, console, lines);
    }
  }

  private void checkUse() {
    String wrong =
        lost
            ? run != null
                ? "Name a run or use --lost, not both."
                : agent != null || after.waits()
                    ? "With --lost there is no --agent and no --wait: each run has its own."
                    : ""
            : run == null ? "Name a run, or use --lost for all whose engine is gone." : "";
    if (!wrong.isEmpty()) {
      throw new CommandFailure(ExitCode.USAGE, wrong);
    }
  }

  private ReplayRequest asTyped(ReplayRequest request) {
    return takeOver ? request.takeOver() : request;
  }

  private void replay(List<ReplayRequest> requests, AgentClient client) {
    List<Map<String, @Nullable Object>> started = new ArrayList<>();
    for (ReplayRequest request : requests) {
      RunHandle handle = client.replay(asTyped(request));
      started.add(RunJson.started(handle, request.agent()));
      if (!after.json()) {
        console.out().println(handle.id());
      }
    }
    if (after.json()) {
      console.out().println(RunJson.of(Map.of("runs", started)));
    } else {
      console
          .err()
          .println(
              requests.isEmpty()
                  ? "No run is lost"
                  : "Replaying " + Amounts.counted(requests.size(), "lost run"));
    }
  }
}
