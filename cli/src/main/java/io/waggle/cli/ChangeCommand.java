package io.waggle.cli;

import io.waggle.bpmn.Action;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.GateKind;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends a plan back. */
@Command(
    name = "change",
    description = "Send a plan back: the model plans again, with this feedback.",
    footer = {"", "Example:", "  waggle change 2251799813685300 --feedback 'read the tests first'"})
final class ChangeCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private TaskOptions options = new TaskOptions();

  @Option(
      names = "--feedback",
      paramLabel = "TEXT",
      required = true,
      description = "What should be different.")
  private String feedback = "";

  ChangeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    return new Deciding(console, options)
        .decide(EnumSet.of(GateKind.PLAN), task -> Decision.of(Action.CHANGE).because(feedback));
  }
}
