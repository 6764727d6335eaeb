package io.waggle.crashtest;

import io.waggle.crashtest.Row.Ending;

/**
 * A run that was not disturbed.
 *
 * @param title what people call it
 * @param ending outcome and result, without the name of its order
 * @param cost what it cost
 */
record Baseline(String title, String ending, Counts cost) {

  Row row() {
    return new Row(title, null, null, null, null, cost, cost, Ending.EQUAL);
  }

  /** What a run may cost that is disturbed at this point. */
  Counts disturbed(Victim victim, KillPoint point) {
    int doubts = point.leavesDoubt(victim) ? 1 : 0;
    return new Counts(
        cost.llmCalls() + point.repeatedCalls(victim),
        cost.sideEffects(),
        cost.questions() + doubts,
        cost.userTasks() + doubts + (point.asksAgain(victim) ? 1 : 0));
  }
}
