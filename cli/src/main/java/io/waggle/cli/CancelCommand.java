package io.waggle.cli;

import io.waggle.bpmn.Cancellation;
import io.waggle.client.AgentClient;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Cancels a run in good order. */
@Command(
    name = "cancel",
    description = {
      "Cancel a run and the runs of its sub-agents in good order.",
      "It ends with the outcome 'cancelled'. 'terminate' ends it at once, without an outcome."
    },
    footer = {
      "",
      "Examples:",
      "  waggle cancel refund-4711",
      "  waggle cancel refund-4711 --undo --reason 'wrong customer'"
    })
final class CancelCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Parameters(paramLabel = "RUN", description = RunWords.RUN)
  private String run = "";

  @Option(
      names = "--undo",
      description = "Undo what its tools did, newest first, where they say how.")
  private boolean undo;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why, for those who look at the run later.")
  private @Nullable String reason;

  CancelCommand(Console console) {
    this.console = console;
  }

  private Cancellation cancellation() {
    try {
      return new Cancellation(undo, reason);
    } catch (IllegalArgumentException tooLong) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(tooLong.getMessage()));
    }
  }

  @Override
  public Integer call() {
    try (AgentClient client = cluster.connect(console)) {
      client.cancel(run, cancellation());
      console
          .err()
          .println(
              "Cancelling run %s; '%s' shows its end"
                  .formatted(run, Invocation.of("watch " + run)));
      return ExitCode.OK.code();
    }
  }
}
