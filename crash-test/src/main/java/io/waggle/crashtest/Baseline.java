package io.waggle.crashtest;

import io.waggle.crashtest.Row.Ending;

/**
 * A run that was not disturbed.
 *
 * @param title what people call it
 * @param ending outcome and result, without the name of its order
 */
record Baseline(String title, String ending, int llmCalls, int sideEffects) {

  Row row() {
    return new Row(
        title, null, null, null, llmCalls, llmCalls, sideEffects, sideEffects, Ending.EQUAL);
  }
}
