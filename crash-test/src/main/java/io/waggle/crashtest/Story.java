package io.waggle.crashtest;

import io.waggle.bpmn.Action;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.GateKind;
import io.waggle.client.RunResult;
import org.jspecify.annotations.Nullable;

/** What the agent of a trial is asked to do. */
enum Story {
  /** Nobody is needed for it. */
  PLAIN("not disturbed", "", null),
  /** A person has to agree to one tool call. */
  ANNOUNCED("not disturbed, with an approval", " Then tell the customer.", GateKind.TOOL_CALL),
  /** The model asks a person. */
  ASKED("not disturbed, with a question", " Then ask which seat.", GateKind.QUESTION),
  /** It pays with a tool that loses its answer: a person is asked whether that went through. */
  POSTED("not disturbed, with a doubt", " Pay by post.", GateKind.IN_DOUBT),
  /** It pays with a tool of which nobody can find out whether it went through. */
  CASH("not disturbed, without look-up", " Pay in cash.", null);

  private final String title;
  private final String request;
  private final @Nullable GateKind gate;

  Story(String title, String request, @Nullable GateKind gate) {
    this.title = title;
    this.request = request;
    this.gate = gate;
  }

  /** What people call a run of it that is left alone. */
  String title() {
    return title;
  }

  /** The task, of an order with this name. */
  String task(String order) {
    return "Buy a ticket for %s.%s".formatted(order, request);
  }

  /** What tells this task from the others. */
  String request() {
    return request.strip();
  }

  /** Where a person is asked on the way, whatever happens; null: nowhere. */
  @Nullable GateKind gate() {
    return gate;
  }

  /** What a person says there. */
  static Decision decision(GateKind gate, String order) {
    return switch (gate) {
      case TOOL_CALL, PLAN -> Decision.of(Action.APPROVE);
      case QUESTION -> Decision.of(Action.ANSWER).withAnswer("At the window.");
      case IN_DOUBT -> Decision.of(Action.HAPPENED).withAnswer("payment done for " + order);
      case LIMIT -> Decision.of(Action.EXTEND);
    };
  }

  /** How a run ended, the same for each order. */
  static String ending(RunResult result, String order) {
    return result.outcome() + ": " + String.valueOf(result.text()).replace(order, "the order");
  }
}
