package io.waggle.cli;

import io.waggle.client.AgentClient;
import io.waggle.client.RunHandle;
import io.waggle.client.RunResult;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a command does after it has started a run: print its name, or wait and print its result. */
final class AfterStart {
  @Mixin private WaitOptions waiting = new WaitOptions();

  @Option(
      names = {"-w", "--wait"},
      description = "Wait for the end and print the result.")
  private boolean wait;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  boolean waits() {
    return wait;
  }

  boolean json() {
    return json;
  }

  /** The exit code. */
  int of(RunHandle run, String agent, AgentClient client, Console console, ConnectionLines lines) {
    if (!wait) {
      printStarted(run, agent, console);
      return ExitCode.OK.code();
    }
    console.err().println("Started run " + run.id());
    RunResult result =
        Follow.of(console).with(lines).quiet(json).toTheEnd(run::await, client, waiting.timeout());
    console.out().println(json ? RunJson.of(result) : TreeText.clean(ResultText.of(result)));
    return ExitCode.of(result.outcome()).code();
  }

  private void printStarted(RunHandle run, String agent, Console console) {
    if (json) {
      console.out().println(RunJson.of(RunJson.started(run, agent)));
      return;
    }
    console.out().println(run.id());
    console.err().println("Follow it with: " + Invocation.of("watch " + run.id()));
  }
}
