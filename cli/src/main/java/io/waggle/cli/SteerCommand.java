package io.waggle.cli;

import io.waggle.bpmn.Steering;
import io.waggle.client.AgentClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Gives a run under way guidance. */
@Command(
    name = "steer",
    description = "Give a run guidance that the model reads on its next turn.",
    footer = {"", "Example:", "  waggle steer refund-4711 'Only sources since 2024.'"})
final class SteerCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private PersonOptions person = new PersonOptions();

  @Parameters(index = "0", paramLabel = "RUN", description = RunWords.RUN)
  private String run = "";

  @Parameters(index = "1", paramLabel = "TEXT", description = "The guidance.")
  private String text = "";

  SteerCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Steering steering = Steering.guide(text).saidBy(person.name());
    try (AgentClient client = cluster.connect(console)) {
      client.steer(run, steering);
      console
          .err()
          .println("Gave guidance to run " + run + "; its steps read it on their next turn");
      return ExitCode.OK.code();
    }
  }
}
