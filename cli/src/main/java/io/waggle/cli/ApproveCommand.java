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

/** Lets a plan or a tool call go ahead. */
@Command(
    name = "approve",
    description = "Approve a plan or a tool call, as it is shown by 'waggle tasks TASK'.",
    footer = {
      "",
      "Examples:",
      "  waggle approve 2251799813685300",
      "  waggle approve 2251799813685300 --all --reason 'harmless'"
    })
final class ApproveCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private TaskOptions options = new TaskOptions();

  @Option(
      names = "--all",
      description = "And every further call of this tool in this run without asking.")
  private boolean all;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the journal.")
  private @Nullable String reason;

  ApproveCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    return new Deciding(console, options)
        .decide(
            EnumSet.of(GateKind.PLAN, GateKind.TOOL_CALL),
            task -> Decision.of(all ? Action.APPROVE_ALL : Action.APPROVE).because(reason));
  }
}
