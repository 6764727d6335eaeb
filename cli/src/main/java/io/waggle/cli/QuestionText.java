package io.waggle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.GatePolicy;
import io.waggle.bpmn.VisibleText;
import io.waggle.client.GateTask;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;

/** The whole of a question, to be read by a person. */
final class QuestionText {
  private static final AttributedStyle ADDED = TreeText.GOOD;
  private static final AttributedStyle REMOVED =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);
  private static final AttributedStyle PLACE =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN);

  private final InstantSource clock;
  private final List<AttributedString> lines = new ArrayList<>();

  QuestionText(InstantSource clock) {
    this.clock = clock;
  }

  /** With the commands that answer it. */
  List<AttributedString> of(GateTask task) {
    question(task);
    title("Answer with");
    GateCommands.all(task.kind(), task.key()).forEach(command -> line(2, command, TreeText.PLAIN));
    return List.copyOf(lines);
  }

  /** Without. */
  List<AttributedString> question(GateTask task) {
    lines.clear();
    header(task);
    JsonNode shown = task.question().shown();
    switch (task.kind()) {
      case PLAN -> plan(shown);
      case TOOL_CALL -> toolCall(shown);
      case QUESTION -> question(shown);
      case IN_DOUBT -> inDoubt(shown);
      case LIMIT -> limit(shown);
    }
    if (shown.path("clipped").asBoolean()) {
      line(0, "! Not all of it can be shown, so it cannot be approved.", TreeText.BAD);
    }
    return List.copyOf(lines);
  }

  private void header(GateTask task) {
    var head = new AttributedStringBuilder();
    head.append("? ", TreeText.BUSY).append(TreeText.oneLine(task.words()), TreeText.BUSY);
    head.append("  task " + task.key(), TreeText.FAINT);
    lines.add(head.toAttributedString());
    Instant now = clock.instant();
    field("Asked by", "%s, run %s".formatted(task.agent(), task.run()));
    field("Waiting", Amounts.span(Duration.between(task.since(), now)));
    field("Due", TaskTable.due(task.due(), now));
    field("Who", who(task));
    field("If nobody answers", silence(task));
    String problem = task.question().problem();
    if (problem != null) {
      line(
          0,
          "! The last decision could not be used: " + TreeText.oneLine(VisibleText.of(problem)),
          TreeText.BAD);
    }
  }

  private static String who(GateTask task) {
    String asked =
        task.forEverybody()
            ? "everybody"
            : String.join(
                ", ",
                Stream.concat(
                        task.candidateGroups().stream().map(group -> "group " + group),
                        task.candidateUsers().stream())
                    .toList());
    return task.assignee() == null ? asked : asked + "; taken by " + task.assignee();
  }

  private static String silence(GateTask task) {
    GatePolicy policy = task.question().policy();
    return policy.silence() == GatePolicy.Silence.APPROVE
        ? "it is approved after " + policy.expiresAfter()
        : "'%s' after %s".formatted(task.kind().safe(), policy.expiresAfter());
  }

  private void plan(JsonNode shown) {
    block("Task", shown.path("task"));
    title("Steps");
    int number = 1;
    for (JsonNode step : shown.path("steps")) {
      String agent = text(step.path("agent"));
      line(
          2,
          "%d. %s (%s)%s"
              .formatted(
                  number++,
                  TreeText.oneLine(text(step.path("title"))),
                  TreeText.oneLine(text(step.path("id"))),
                  agent.isBlank() ? "" : ", done by " + TreeText.oneLine(agent)),
          TreeText.PLAIN);
      lines(5, text(step.path("instruction")));
      if (!text(step.path("needs")).isBlank()) {
        line(5, "needs " + TreeText.oneLine(text(step.path("needs"))), TreeText.FAINT);
      }
    }
    block("Cost", shown.path("cost"));
  }

  private void toolCall(JsonNode shown) {
    block("What it does", shown.path("description"));
    block("Effect", shown.path("effect"));
    block("Step", shown.path("step"));
    block("Why", shown.path("why"));
    arguments(shown.path("arguments"));
    difference(text(shown.path("difference")));
  }

  private void question(JsonNode shown) {
    block("Step", shown.path("step"));
    block("Question", shown.path("question"));
    block("Context", shown.path("context"));
    JsonNode choices = shown.path("choices");
    if (!choices.isEmpty()) {
      title("Choices");
      for (int i = 0; i < choices.size(); i++) {
        line(2, "%d. %s".formatted(i + 1, TreeText.oneLine(text(choices.path(i)))), TreeText.PLAIN);
      }
    }
  }

  private void inDoubt(JsonNode shown) {
    block("What it does", shown.path("description"));
    block("Step", shown.path("step"));
    block("Why", shown.path("why"));
    block("Begun at", shown.path("since"));
    block("Idempotency key", shown.path("idempotencyKey"));
    arguments(shown.path("arguments"));
  }

  private void limit(JsonNode shown) {
    block("Limit", shown.path("limit"));
    block("Used up", shown.path("value"));
    block("Step", shown.path("step"));
    block("Reached so far", shown.path("reached"));
  }

  private void arguments(JsonNode arguments) {
    title("Arguments");
    for (JsonNode argument : arguments) {
      String name = TreeText.oneLine(text(argument.path("name")));
      String value = text(argument.path("value"));
      if (value.contains("\n")) {
        line(2, name + ":", TreeText.PLAIN);
        lines(4, value);
      } else {
        line(2, name + ": " + TreeText.oneLine(value), TreeText.PLAIN);
      }
    }
  }

  private void difference(String difference) {
    if (!difference.isBlank()) {
      title("Difference");
      TreeText.clean(difference).lines().forEach(line -> line(2, line, changed(line)));
    }
  }

  private static AttributedStyle changed(String line) {
    return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
      case '+' -> ADDED;
      case '-' -> REMOVED;
      case '@' -> PLACE;
      default -> TreeText.PLAIN;
    };
  }

  /** Left out where there is nothing to show. */
  private void block(String name, JsonNode value) {
    String text = text(value);
    if (text.contains("\n")) {
      title(name);
      lines(2, text);
    } else if (!text.isBlank()) {
      field(name, text);
    }
  }

  private void field(String name, String value) {
    var line = new AttributedStringBuilder();
    line.append(name + ": ", TreeText.FAINT).append(TreeText.oneLine(value));
    lines.add(line.toAttributedString());
  }

  private void title(String name) {
    line(0, name + ":", TreeText.FAINT);
  }

  private void lines(int indent, String text) {
    TreeText.clean(text).lines().forEach(line -> line(indent, line, TreeText.PLAIN));
  }

  private void line(int indent, String text, AttributedStyle style) {
    var line = new AttributedStringBuilder();
    line.append(" ".repeat(indent)).append(text, style);
    lines.add(line.toAttributedString());
  }

  private static String text(@Nullable JsonNode value) {
    if (value == null || value.isNull() || value.isMissingNode()) {
      return "";
    }
    return VisibleText.of(value.isTextual() ? value.asText() : value.toString());
  }
}
