package io.waggle.cli;

import io.waggle.bpmn.GateKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which commands answer which question. */
final class GateCommands {
  private GateCommands() {}

  /** The shortest good answer; where the task is not known, where to find it. */
  static String first(GateKind kind, @Nullable Long task) {
    return task == null ? "see Tasklist" : all(kind, task).getFirst();
  }

  static List<String> all(GateKind kind, long task) {
    return switch (kind) {
      case PLAN ->
          List.of(
              Invocation.of("approve " + task),
              Invocation.of("edit " + task + " --show > steps.json"),
              Invocation.of("edit " + task + " --steps steps.json"),
              Invocation.of("change " + task + " --feedback TEXT"),
              Invocation.of("reject " + task + " --reason TEXT"));
      case TOOL_CALL ->
          List.of(
              Invocation.of("approve " + task),
              Invocation.of("approve " + task + " --all"),
              Invocation.of("edit " + task + " --set NAME=VALUE"),
              Invocation.of("reject " + task + " --reason TEXT"));
      case QUESTION ->
          List.of(
              Invocation.of("answer " + task + " TEXT"),
              Invocation.of("answer " + task + " --cannot"));
      case IN_DOUBT -> List.of(Invocation.of("resolve " + task + " happened|run|skip"));
      case LIMIT ->
          List.of(
              Invocation.of("extend " + task + " --by N"),
              Invocation.of("extend " + task + " --finish"),
              Invocation.of("extend " + task + " --stop"));
    };
  }

  /** The end of a sentence about a task. */
  static String asks(GateKind kind) {
    return switch (kind) {
      case PLAN -> "asks about a plan: use " + Invocation.of("approve, edit, change or reject");
      case TOOL_CALL -> "asks about a tool call: use " + Invocation.of("approve, edit or reject");
      case QUESTION -> "asks a question: use " + Invocation.of("answer");
      case IN_DOUBT -> "asks whether a tool call went through: use " + Invocation.of("resolve");
      case LIMIT -> "asks whether to go beyond a limit: use " + Invocation.of("extend");
    };
  }
}
