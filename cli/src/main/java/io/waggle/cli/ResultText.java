package io.waggle.cli;

import io.waggle.client.RunResult;
import io.waggle.client.RunState;

/** What a run ended with, for a person. */
final class ResultText {
  private ResultText() {}

  static String of(RunResult result) {
    if (result.value() != null) {
      return result.value().toPrettyString();
    }
    String text = result.text();
    if (text != null) {
      return text;
    }
    return result.state() == RunState.TERMINATED
        ? "The run was terminated."
        : "The run ended without a result.";
  }
}
