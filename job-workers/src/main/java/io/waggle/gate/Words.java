package io.waggle.gate;

import io.waggle.bpmn.Decision;

/** Turns of phrase. */
final class Words {
  private Words() {}

  /** Ends a sentence with the person's reason, if there is one. */
  static String because(Decision decision) {
    String reason = decision.reason();
    return reason == null || reason.isBlank() ? "." : ": " + reason.strip();
  }
}
