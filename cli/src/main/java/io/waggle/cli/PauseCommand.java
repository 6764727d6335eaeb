package io.waggle.cli;

import io.waggle.bpmn.Steering;
import io.waggle.client.AgentClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Holds a run. */
@Command(
    name = "pause",
    description = {
      "Let a run begin no further turn until it is resumed.",
      "What is under way is finished. A run that waits may wait for as long as you like."
    },
    footer = {"", "Example:", "  waggle pause refund-4711"})
final class PauseCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private PersonOptions person = new PersonOptions();

  @Parameters(paramLabel = "RUN", description = RunWords.RUN)
  private String run = "";

  PauseCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (AgentClient client = cluster.connect(console)) {
      client.steer(run, Steering.pause().saidBy(person.name()));
      console
          .err()
          .println(
              "Asked run %s to pause; '%s' lets it go on"
                  .formatted(run, Invocation.of("resume " + run)));
      return ExitCode.OK.code();
    }
  }
}
