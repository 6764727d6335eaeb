package io.waggle.console.tasks;

import com.fasterxml.jackson.databind.node.TextNode;
import io.waggle.bpmn.Action;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.Decision.Argument;
import io.waggle.bpmn.Decision.Step;
import io.waggle.bpmn.GateKind;
import io.waggle.client.GateTask;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** Reads what a person has filled in. */
final class DecisionForm {
  private static final String OWN_WORDS = "own";

  private final MultiValueMap<String, String> filled;

  DecisionForm(MultiValueMap<String, String> filled) {
    this.filled = filled;
  }

  /**
   * @param by who says so
   * @return bound to what was shown
   * @throws IllegalArgumentException with a sentence, where something is missing
   */
  Decision decision(GateTask task, String by) {
    Action action =
        Action.of(text("action"))
            .orElseThrow(() -> new IllegalArgumentException("Choose what is to happen."));
    String reason = text("reason");
    Decision decision =
        Decision.of(action)
            .onDigest(text("digest"))
            .saidBy(by)
            .because(reason.isBlank() || !says(action) ? null : reason);
    return switch (action) {
      case EDIT ->
          task.kind() == GateKind.PLAN
              ? decision.withSteps(steps())
              : decision.withArguments(arguments());
      case ANSWER -> answered(decision, task);
      case HAPPENED -> text("answer").isBlank() ? decision : decision.withAnswer(text("answer"));
      case EXTEND -> decision.extendedBy(number());
      case APPROVE, APPROVE_ALL, CHANGE, REJECT, RUN, SKIP, FINISH, STOP -> decision;
    };
  }

  private static boolean says(Action action) {
    return action == Action.REJECT || action == Action.CHANGE || action == Action.SKIP;
  }

  private Decision answered(Decision decision, GateTask task) {
    List<String> choices = QuestionSheet.of(task).choices();
    String picked = text("picked");
    if (choices.isEmpty() || picked.equals(OWN_WORDS)) {
      return decision.withAnswer(text("answer"));
    }
    int at = picked.matches("[0-9]{1,3}") ? Integer.parseInt(picked) : -1;
    if (at < 0 || at >= choices.size()) {
      throw new IllegalArgumentException("Choose an answer, or write one in your own words.");
    }
    return new Decision(
        decision.action(),
        decision.digest(),
        null,
        null,
        null,
        null,
        choices.get(at),
        null,
        decision.by());
  }

  private List<Argument> arguments() {
    List<String> names = all("name");
    List<String> values = all("value");
    List<Argument> arguments = new ArrayList<>();
    for (int i = 0; i < Math.min(names.size(), values.size()); i++) {
      arguments.add(new Argument(names.get(i), TextNode.valueOf(values.get(i))));
    }
    return arguments;
  }

  private List<Step> steps() {
    List<String> ids = all("stepId");
    List<String> titles = all("stepTitle");
    List<String> instructions = all("stepInstruction");
    List<String> agents = all("stepAgent");
    List<String> needs = all("stepNeeds");
    List<String> leftOut = all("leaveOut");
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < instructions.size(); i++) {
      boolean empty = at(titles, i).isBlank() && at(instructions, i).isBlank();
      if (!empty && !leftOut.contains(Integer.toString(i))) {
        steps.add(
            new Step(at(ids, i), at(titles, i), at(instructions, i), at(agents, i), at(needs, i)));
      }
    }
    return steps;
  }

  private int number() {
    String number = text("extendBy").strip();
    if (!number.matches("[0-9]{1,6}") || Integer.parseInt(number) < 1) {
      throw new IllegalArgumentException("Say how much further: a number, 1 or more.");
    }
    return Integer.parseInt(number);
  }

  private static String at(List<String> texts, int at) {
    return at < texts.size() ? texts.get(at) : "";
  }

  private String text(String name) {
    return lines(filled.getFirst(name));
  }

  private List<String> all(String name) {
    return filled.getOrDefault(name, List.of()).stream().map(DecisionForm::lines).toList();
  }

  /** Browsers end lines otherwise; a carriage return of the text itself has a name in it. */
  private static String lines(@Nullable String text) {
    return text == null ? "" : text.replace("\r\n", "\n");
  }
}
