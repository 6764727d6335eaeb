package io.waggle.cli;

import io.waggle.bpmn.Action;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.GateKind;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets a run go beyond a limit, or not. */
@Command(
    name = "extend",
    description = "Let a run go beyond a limit that it has reached, or end it.",
    footer = {
      "",
      "Examples:",
      "  waggle extend 2251799813685300 --by 5",
      "  waggle extend 2251799813685300 --finish"
    })
final class ExtendCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private TaskOptions options = new TaskOptions();

  @ArgGroup(exclusive = true, multiplicity = "1")
  private How how = new How();

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the journal.")
  private @Nullable String reason;

  ExtendCommand(Console console) {
    this.console = console;
  }

  /** One of three. */
  static final class How {
    @Option(names = "--by", paramLabel = "N", description = "Go on, this much further.")
    private @Nullable Integer by;

    @Option(names = "--finish", description = "Make a result of what there is.")
    private boolean finish;

    @Option(names = "--stop", description = "End the run without a result.")
    private boolean stop;

    Decision decision() {
      if (by != null) {
        return Decision.of(Action.EXTEND).extendedBy(by);
      }
      if (finish) {
        return Decision.of(Action.FINISH);
      }
      if (stop) {
        return Decision.of(Action.STOP);
      }
      throw new CommandFailure(ExitCode.USAGE, "Give one of these: --by N, --finish or --stop.");
    }
  }

  @Override
  public Integer call() {
    return new Deciding(console, options)
        .decide(EnumSet.of(GateKind.LIMIT), task -> how.decision().because(reason));
  }
}
