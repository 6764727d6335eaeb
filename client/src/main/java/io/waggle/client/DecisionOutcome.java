package io.waggle.client;

import io.waggle.bpmn.TakenDecision;

/** The outcome of a decision, as far as it was waited for. */
public sealed interface DecisionOutcome {
  /**
   * It counts, and the journal has it.
   *
   * @param decision as it was taken
   */
  record Taken(TakenDecision decision) implements DecisionOutcome {}

  /**
   * It could not be used; nothing was done, and the same is asked again.
   *
   * @param problem why, in words for the person
   * @param task key of the user task that asks again
   */
  record AskedAgain(String problem, long task) implements DecisionOutcome {}

  /** It has arrived; no worker was seen to take it yet. */
  record Underway() implements DecisionOutcome {}
}
