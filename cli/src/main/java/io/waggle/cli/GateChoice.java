package io.waggle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.Action;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.VisibleText;
import io.waggle.client.GateTask;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One of the ways to answer a question at the terminal.
 *
 * @param key that chooses it
 * @param words what it does
 * @param prompt what else has to be said; null: nothing
 * @param made of what was said
 */
record GateChoice(
    char key, String words, @Nullable String prompt, Function<String, Decision> made) {
  private static final Set<Action> APPROVALS =
      EnumSet.of(Action.APPROVE, Action.APPROVE_ALL, Action.RUN);

  /** All of them; editing is left to the commands. What is not shown whole is not approved. */
  static List<GateChoice> at(GateTask task) {
    boolean clipped = task.question().shown().path("clipped").asBoolean();
    return all(task).stream()
        .filter(choice -> !(clipped && APPROVALS.contains(choice.decision("").action())))
        .toList();
  }

  private static List<GateChoice> all(GateTask task) {
    return switch (task.kind()) {
      case PLAN ->
          List.of(
              plain('a', "approve", Action.APPROVE),
              withReason('c', "change", "What should be different?", Action.CHANGE),
              withReason('r', "reject", "Why not?", Action.REJECT));
      case TOOL_CALL ->
          List.of(
              plain('a', "approve", Action.APPROVE),
              plain('A', "approve all '%s'".formatted(task.subject()), Action.APPROVE_ALL),
              withReason('r', "reject", "Why not?", Action.REJECT));
      case QUESTION -> answers(task);
      case IN_DOUBT ->
          List.of(
              new GateChoice(
                  'h',
                  "it happened",
                  "With which result?",
                  text -> Decision.of(Action.HAPPENED).withAnswer(text)),
              plain('r', "it did not, run it", Action.RUN),
              plain('s', "skip it", Action.SKIP));
      case LIMIT ->
          List.of(
              plain('f', "finish with what there is", Action.FINISH),
              plain('s', "stop without a result", Action.STOP),
              new GateChoice('e', "extend", "By how much?", GateChoice::extension));
    };
  }

  Decision decision(String text) {
    return made.apply(text);
  }

  private static GateChoice plain(char key, String words, Action action) {
    return new GateChoice(key, words, null, text -> Decision.of(action));
  }

  private static GateChoice withReason(char key, String words, String prompt, Action action) {
    return new GateChoice(key, words, prompt, text -> Decision.of(action).because(text));
  }

  private static List<GateChoice> answers(GateTask task) {
    List<GateChoice> choices = new ArrayList<>();
    char key = '1';
    for (JsonNode offered : task.question().shown().path("choices")) {
      String chosen = offered.asText();
      if (key <= '9') {
        choices.add(
            new GateChoice(
                key++, TreeText.oneLine(VisibleText.of(chosen)), null, text -> choice(chosen)));
      }
    }
    choices.add(
        new GateChoice(
            'a', "answer", "The answer:", text -> Decision.of(Action.ANSWER).withAnswer(text)));
    choices.add(plain('s', "skip: nobody can answer", Action.SKIP));
    return choices;
  }

  private static Decision choice(String chosen) {
    return new Decision(Action.ANSWER, null, null, null, null, null, chosen, null, null);
  }

  private static Decision extension(String text) {
    try {
      return Decision.of(Action.EXTEND).extendedBy(Integer.parseInt(text));
    } catch (NumberFormatException notANumber) {
      return Decision.of(Action.FINISH);
    }
  }
}
