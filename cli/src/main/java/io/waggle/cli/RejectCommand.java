package io.waggle.cli;

import io.waggle.bpmn.Action;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.GateKind;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Denies a plan or a tool call. */
@Command(
    name = "reject",
    description = {
      "Reject a plan or a tool call.",
      "A rejected plan ends the run; 'waggle change' sends it back instead. Of a rejected tool call the model is told the reason, and goes on without it."
    },
    footer = {"", "Example:", "  waggle reject 2251799813685300 --reason 'not to customers'"})
final class RejectCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private TaskOptions options = new TaskOptions();

  @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why.")
  private String reason = "";

  RejectCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    return new Deciding(console, options)
        .decide(
            EnumSet.of(GateKind.PLAN, GateKind.TOOL_CALL),
            task -> Decision.of(Action.REJECT).because(reason));
  }
}
