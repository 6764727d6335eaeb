package io.waggle.client;

import io.waggle.bpmn.Action;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.GateKind;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What can be said about a decision without the worker, which checks the rest. */
final class DecisionCheck {
  private final GateTask task;
  private final Decision decision;

  private DecisionCheck(GateTask task, Decision decision) {
    this.task = task;
    this.decision = decision;
  }

  /** Throws an {@link IllegalArgumentException} that says what to do. */
  static void check(GateTask task, Decision decision) {
    new DecisionCheck(task, decision).check();
  }

  private void check() {
    Action action = decision.action();
    if (!task.kind().actions().contains(action)) {
      throw new IllegalArgumentException(
          "Task %d %s; it can be answered with %s, not with '%s'."
              .formatted(task.key(), asks(task.kind()), allowed(task.kind()), action));
    }
    length("reason", decision.reason());
    length("answer", decision.answer());
    switch (action) {
      case EDIT -> edited();
      case CHANGE -> require(said(decision.reason()), "Say what should be different in the plan.");
      case ANSWER ->
          require(said(decision.answer()) || said(decision.choice()), "The answer is empty.");
      case EXTEND -> {
        Integer by = decision.extendBy();
        require(by != null && by >= 1, "The limit has to be extended by 1 or more.");
      }
      case APPROVE, APPROVE_ALL, REJECT, HAPPENED, RUN, SKIP, FINISH, STOP -> {
        // Nothing has to be said beyond that.
      }
    }
  }

  private void edited() {
    boolean plan = task.kind() == GateKind.PLAN;
    require(
        plan ? decision.steps() != null : decision.arguments() != null,
        plan
            ? "An edited plan needs all of its steps, those that stay as they are included."
            : "An edited call needs all of its arguments, those that stay as they are included.");
  }

  private static String asks(GateKind kind) {
    return switch (kind) {
      case PLAN -> "asks about a plan";
      case TOOL_CALL -> "asks about a tool call";
      case QUESTION -> "asks a question";
      case IN_DOUBT -> "asks whether a tool call went through";
      case LIMIT -> "asks whether to go beyond a limit";
    };
  }

  private static String allowed(GateKind kind) {
    return kind.actions().stream()
        .map(action -> "'" + action + "'")
        .collect(Collectors.joining(", "));
  }

  private static void length(String what, @Nullable String text) {
    if (text != null && text.length() > Decision.MAX_TEXT_LENGTH) {
      throw new IllegalArgumentException(
          "The %s has %,d characters; at most %,d are allowed."
              .formatted(what, text.length(), Decision.MAX_TEXT_LENGTH));
    }
  }

  private static boolean said(@Nullable String text) {
    return text != null && !text.isBlank();
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
