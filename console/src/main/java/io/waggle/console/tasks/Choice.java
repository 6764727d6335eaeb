package io.waggle.console.tasks;

import io.waggle.bpmn.Action;
import io.waggle.client.GateTask;
import java.util.List;
import java.util.Set;

/**
 * One of the things that a person can say.
 *
 * @param action what happens
 * @param words what to call it
 * @param more what it does
 */
public record Choice(Action action, String words, String more) {
  private static final Set<Action> NEEDS_ALL =
      Set.of(Action.APPROVE, Action.APPROVE_ALL, Action.EDIT, Action.RUN);

  /**
   * @param editable whether what is asked about can be changed
   * @return as the forms of Tasklist have them; what is not shown whole is not approved
   */
  static List<Choice> at(GateTask task, boolean editable) {
    boolean clipped = task.question().shown().path("clipped").asBoolean();
    return all(task).stream()
        .filter(choice -> !(clipped && NEEDS_ALL.contains(choice.action())))
        .filter(choice -> editable || choice.action() != Action.EDIT)
        .toList();
  }

  private static List<Choice> all(GateTask task) {
    return switch (task.kind()) {
      case PLAN ->
          List.of(
              new Choice(Action.APPROVE, "Approve", "the agent works on this plan"),
              new Choice(
                  Action.EDIT, "Change the steps", "the agent works on the plan as you change it"),
              new Choice(
                  Action.CHANGE, "Send it back", "the agent plans again, and you are asked again"),
              new Choice(
                  Action.REJECT, "Reject", "the run ends, and nothing of this plan is done"));
      case TOOL_CALL ->
          List.of(
              new Choice(Action.APPROVE, "Approve", "it is done this once"),
              new Choice(
                  Action.APPROVE_ALL,
                  "Approve always",
                  "it is done, and nobody is asked again about this tool in this run"),
              new Choice(Action.EDIT, "Change it", "it is done with the values as you change them"),
              new Choice(Action.REJECT, "Reject", "it is not done, and the agent goes on without"));
      case QUESTION ->
          List.of(
              new Choice(Action.ANSWER, "Answer", "the agent reads it word for word"),
              new Choice(Action.SKIP, "I cannot answer", "the agent goes on without"));
      case IN_DOUBT ->
          List.of(
              new Choice(Action.HAPPENED, "It happened", "it is not done again"),
              new Choice(Action.RUN, "It did not happen", "it is done now"),
              new Choice(Action.SKIP, "I cannot tell", "it is left, the agent goes on without"));
      case LIMIT ->
          List.of(
              new Choice(Action.EXTEND, "Let it go on", "by as many as you say"),
              new Choice(Action.FINISH, "Finish", "the agent makes a result of what there is"),
              new Choice(Action.STOP, "Stop", "the whole run ends without a result"));
    };
  }
}
