package io.waggle.crashtest;

import io.waggle.bpmn.Action;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.GateKind;
import io.waggle.client.RunResult;

/** What the agent of a trial is asked to do. */
enum Story {
  /** Nobody is needed for it. */
  PLAIN("not disturbed", ""),
  /** A person has to agree to one tool call. */
  ANNOUNCED("not disturbed, with a user task", " Then tell the customer."),
  /** It pays with a tool of which nobody can find out whether it went through. */
  CASH("not disturbed, without look-up", " Pay in cash.");

  private final String title;
  private final String request;

  Story(String title, String request) {
    this.title = title;
    this.request = request;
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

  /** Whether a person is asked on the way. */
  boolean needsApproval() {
    return this == ANNOUNCED;
  }

  /** Waits until the run asks for the approval. */
  static long awaitApproval(Clerk clerk, long run) {
    return clerk.awaitTask(GateKind.TOOL_CALL, run);
  }

  /** A person agrees. */
  static void approve(Clerk clerk, long task) {
    clerk.decide(task, Decision.of(Action.APPROVE));
  }

  /** A person is asked whether the payment went through, and knows that it did. */
  static void resolveDoubt(Clerk clerk, long run, String order) {
    clerk.decide(
        clerk.awaitTask(GateKind.IN_DOUBT, run),
        Decision.of(Action.HAPPENED).withAnswer(Effects.receipt("pay_cash", order)));
  }

  /** How a run ended, the same for each order. */
  static String ending(RunResult result, String order) {
    return result.outcome() + ": " + String.valueOf(result.text()).replace(order, "the order");
  }
}
