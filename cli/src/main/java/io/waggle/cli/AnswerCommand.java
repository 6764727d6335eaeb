package io.waggle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.Action;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.GateKind;
import io.waggle.client.GateTask;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Answers a question of the model. */
@Command(
    name = "answer",
    description = "Answer a question: in words, with one of the choices it offers, or not at all.",
    footer = {
      "",
      "Examples:",
      "  waggle answer 2251799813685300 'Green, as in the logo.'",
      "  waggle answer 2251799813685300 --choice 2",
      "  waggle answer 2251799813685300 --cannot --reason 'ask the designers'"
    })
final class AnswerCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private TaskOptions options = new TaskOptions();

  @Parameters(index = "1", arity = "0..1", paramLabel = "TEXT", description = "The answer.")
  private @Nullable String text;

  @Option(
      names = "--choice",
      paramLabel = "N",
      description = "The Nth of the choices that the question offers, from 1.")
  private @Nullable Integer choice;

  @Option(names = "--cannot", description = "You cannot answer; the model goes on without.")
  private boolean cannot;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the journal.")
  private @Nullable String reason;

  AnswerCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    long ways = Stream.of(text != null, choice != null, cannot).filter(given -> given).count();
    if (ways != 1) {
      throw new CommandFailure(
          ExitCode.USAGE, "Give one of these: the answer as TEXT, --choice N, or --cannot.");
    }
    return new Deciding(console, options).decide(EnumSet.of(GateKind.QUESTION), this::decision);
  }

  private Decision decision(GateTask task) {
    if (cannot) {
      return Decision.of(Action.SKIP).because(reason);
    }
    String chosen = choice == null ? null : chosen(task, choice);
    return new Decision(Action.ANSWER, null, reason, null, null, text, chosen, null, null);
  }

  private static String chosen(GateTask task, int number) {
    JsonNode choices = task.question().shown().path("choices");
    if (number < 1 || number > choices.size()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          choices.isEmpty()
              ? "Task %d offers no choices; give the answer as text.".formatted(task.key())
              : "Task %d offers the choices 1 to %d; there is no choice %d."
                  .formatted(task.key(), choices.size(), number));
    }
    return choices.path(number - 1).asText();
  }
}
