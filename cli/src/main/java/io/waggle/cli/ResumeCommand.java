package io.waggle.cli;

import io.waggle.bpmn.Steering;
import io.waggle.client.AgentClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lets a paused run go on. */
@Command(
    name = "resume",
    description = "Let a paused run go on where it stopped.",
    footer = {"", "Example:", "  waggle resume refund-4711"})
final class ResumeCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private PersonOptions person = new PersonOptions();

  @Parameters(paramLabel = "RUN", description = RunWords.RUN)
  private String run = "";

  ResumeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (AgentClient client = cluster.connect(console)) {
      client.steer(run, Steering.resume().saidBy(person.name()));
      console
          .err()
          .println(
              "Asked run %s to go on; '%s' follows it"
                  .formatted(run, Invocation.of("watch " + run)));
      return ExitCode.OK.code();
    }
  }
}
