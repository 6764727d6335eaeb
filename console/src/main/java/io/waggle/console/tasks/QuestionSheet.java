package io.waggle.console.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.client.GateTask;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a person is shown of a question, in the order of the form.
 *
 * @param facts short ones, beside each other
 * @param texts longer ones, each under its name
 * @param steps of a plan
 * @param values of a call
 * @param difference lines that would change
 * @param choices that the question offers
 * @param unit of what a limit counts; empty where no limit is asked about
 * @param clipped whether some of it is cut
 */
public record QuestionSheet(
    List<Named> facts,
    List<Named> texts,
    List<Step> steps,
    List<Named> values,
    List<Changed> difference,
    List<String> choices,
    String unit,
    boolean clipped) {

  /** The limit of one step alone, as the gate calls it. */
  private static final String TURNS = "turns of a step";

  /** A text and its name. */
  public record Named(String name, String text) {}

  /** A step of a plan. */
  public record Step(String id, String title, String instruction, String agent, String needs) {}

  /** A line of a difference; {@code kind} is added, removed, place or same. */
  public record Changed(String kind, String text) {}

  static QuestionSheet of(GateTask task) {
    JsonNode shown = task.question().shown();
    List<Named> facts = new ArrayList<>();
    List<Named> texts = new ArrayList<>();
    add(facts, "Tool", shown.path("tool"));
    add(facts, "Limit on", shown.path("limit"));
    add(facts, "Used up", shown.path("value"));
    add(facts, "Step", shown.path("step"));
    add(facts, "Begun at", shown.path("since"));
    add(texts, "The task", shown.path("task"));
    add(texts, "What it may cost", shown.path("cost"));
    add(texts, "What the tool does", shown.path("description"));
    add(texts, "Its effect", shown.path("effect"));
    add(texts, "Why the agent wants it", shown.path("why"));
    add(texts, "Mark of the request, to search for", shown.path("idempotencyKey"));
    add(texts, "The question", shown.path("question"));
    add(texts, "What the agent says about it", shown.path("context"));
    add(texts, "What the agent has reached so far", shown.path("reached"));
    return new QuestionSheet(
        facts,
        texts,
        steps(shown.path("steps")),
        values(shown.path("arguments")),
        difference(text(shown.path("difference"))),
        choices(shown.path("choices")),
        unit(text(shown.path("limit"))),
        shown.path("clipped").asBoolean());
  }

  /** As the form has it. */
  private static String unit(String limit) {
    return limit.equals(TURNS) ? "turns" : limit;
  }

  static List<Step> steps(JsonNode rows) {
    List<Step> steps = new ArrayList<>();
    for (JsonNode row : rows) {
      steps.add(
          new Step(
              text(row.path("id")),
              text(row.path("title")),
              text(row.path("instruction")),
              text(row.path("agent")),
              text(row.path("needs"))));
    }
    return steps;
  }

  static List<Named> values(JsonNode rows) {
    List<Named> values = new ArrayList<>();
    for (JsonNode row : rows) {
      values.add(new Named(text(row.path("name")), text(row.path("value"))));
    }
    return values;
  }

  private static List<String> choices(JsonNode offered) {
    List<String> choices = new ArrayList<>();
    offered.forEach(choice -> choices.add(text(choice)));
    return choices;
  }

  private static List<Changed> difference(String text) {
    return text.isBlank()
        ? List.of()
        : text.lines()
            .map(
                line ->
                    new Changed(
                        switch (line.isEmpty() ? ' ' : line.charAt(0)) {
                          case '+' -> "added";
                          case '-' -> "removed";
                          case '@' -> "place";
                          default -> "same";
                        },
                        line))
            .toList();
  }

  private static void add(List<Named> to, String name, JsonNode value) {
    String text = text(value);
    if (!text.isBlank()) {
      to.add(new Named(name, text));
    }
  }

  static String text(JsonNode value) {
    if (value.isNull() || value.isMissingNode()) {
      return "";
    }
    return value.isTextual() ? value.asText() : value.toString();
  }
}
