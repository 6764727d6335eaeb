package io.waggle.console.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.client.GateTask;
import java.util.List;

/**
 * What a form begins with: what may be edited, and after a decision that could not be used, what
 * the person had filled in.
 *
 * @param action that was chosen; empty: none
 * @param reason that was given
 * @param answer that was given
 * @param extendBy that was given; empty: none
 * @param values of a call
 * @param steps of a plan, and room for new ones
 */
public record Draft(
    String action,
    String reason,
    String answer,
    String extendBy,
    List<QuestionSheet.Named> values,
    List<QuestionSheet.Step> steps) {

  static Draft of(GateTask task) {
    JsonNode draft = task.question().draft();
    JsonNode shown = task.question().shown();
    return new Draft(
        QuestionSheet.text(draft.path("action")),
        QuestionSheet.text(draft.path("reason")),
        QuestionSheet.text(draft.path("answer")),
        QuestionSheet.text(draft.path("extendBy")),
        QuestionSheet.values(rows(draft, shown, "arguments")),
        QuestionSheet.steps(rows(draft, shown, "steps")));
  }

  private static JsonNode rows(JsonNode draft, JsonNode shown, String name) {
    return draft.path(name).isArray() ? draft.path(name) : shown.path(name);
  }
}
