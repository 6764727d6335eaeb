package io.waggle.cli;

import io.waggle.bpmn.Action;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.GateKind;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Resolves a tool call in doubt. */
@Command(
    name = "resolve",
    description = {
      "Resolve a tool call of which nobody knows whether it went through.",
      "happened: it did, with this --result. run: it did not, run it. skip: leave it."
    },
    footer = {
      "",
      "Examples:",
      "  waggle resolve 2251799813685300 happened --result 'paid, receipt 17'",
      "  waggle resolve 2251799813685300 run"
    })
final class ResolveCommand implements Callable<Integer> {
  /** What a person can find out about the call. */
  enum Finding {
    happened(Action.HAPPENED),
    run(Action.RUN),
    skip(Action.SKIP);

    private final Action action;

    Finding(Action action) {
      this.action = action;
    }
  }

  private final Console console;

  @Mixin private TaskOptions options = new TaskOptions();

  @Parameters(index = "1", paramLabel = "happened|run|skip", description = "What you found out.")
  private Finding finding = Finding.skip;

  @Option(
      names = "--result",
      paramLabel = "TEXT",
      description = "The result of the call, for the model; only if it happened.")
  private @Nullable String result;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the journal.")
  private @Nullable String reason;

  ResolveCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (result != null && finding != Finding.happened) {
      throw new CommandFailure(ExitCode.USAGE, "There is a --result only if the call happened.");
    }
    return new Deciding(console, options)
        .decide(
            EnumSet.of(GateKind.IN_DOUBT),
            task -> Decision.of(finding.action).withAnswer(result).because(reason));
  }
}
