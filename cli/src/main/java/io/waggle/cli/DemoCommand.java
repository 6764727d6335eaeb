package io.waggle.cli;

import io.waggle.client.AgentClient;
import io.waggle.client.ReplayRequest;
import io.waggle.client.RunHandle;
import io.waggle.client.RunResult;
import io.waggle.client.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The whole story on one machine: engine, worker, run, result. */
@Command(
    name = "demo",
    description = {
      "The whole story on this machine: starts an engine in memory and the worker of the example",
      "code-archaeologist, runs its orchestrator and shows the result. Needs no Docker and no key; with",
      "OPENAI_API_KEY set the same agents run on a real model. Leaves nothing running."
    },
    subcommands = DisputeCommand.class,
    footer = {"", "Examples:", "  waggle demo", "  waggle demo --gates", "  waggle demo dispute"})
final class DemoCommand implements Callable<Integer> {
  private static final String AGENT = "orchestrator";
  private static final String TASK =
      "Modernize the legacy billing module to Java 21 without changing what it does, and prove it with the characterization test.";

  private final Console console;
  private final Instant begin = Instant.now();

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = WaitOptions.TimeConverter.class,
      description = "How long the run may take; default 30m, with --gates 3d.")
  private @Nullable Duration timeout;

  @Option(
      names = "--gates",
      description = "Let a person, you, approve the plan and every file that is written.")
  private boolean gates;

  DemoCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    RunResult result = play(DemoHome.ofUser());
    say("Nothing is left running.");
    return ExitCode.of(result.outcome()).code();
  }

  private RunResult play(DemoHome home) {
    ConnectionLines lines = new ConnectionLines(console.err());
    try (DemoStage stage =
            DemoStage.set(home, DemoExample.codeArchaeologist(home, gates), this::say);
        AgentClient client = AgentClient.connect(stage.connection(), lines)) {
      Instant started = Instant.now();
      RunHandle run = client.start(AGENT, TASK);
      say("3/4 Run     %s of agent '%s'".formatted(run.id(), AGENT));
      DemoPage page = new DemoPage(console, stage.console().resolve("console/runs/" + run.id()));
      page.open();
      stage.replaceEngine(
          new DemoRun(client, ReplayRequest.of(run.id(), AGENT), lines)::recreate, lines::tell);
      if (gates) {
        new DemoGates(console).guide(stage.connection(), stage.console());
      }
      say("");
      RunResult result =
          Follow.of(console)
              .asking(gates)
              .with(lines)
              .reading(List.of(stage.console()))
              .toTheEnd(run::await, client, patience());
      RunStatus status = run.status();
      say("");
      say("4/4 Result  after " + Amounts.time(Duration.between(started, Instant.now())));
      new DemoReport(console).print(status, result, stage.scripted(), home);
      say("The demo took " + Amounts.time(Duration.between(begin, Instant.now())) + ".");
      page.leave();
      return result;
    }
  }

  private Duration patience() {
    if (timeout != null) {
      return timeout;
    }
    return gates ? Duration.ofDays(3) : Duration.ofMinutes(30);
  }

  private void say(String line) {
    console.err().println(line);
  }
}
