package io.waggle.engine;

import io.waggle.bpmn.ErrorCodes;
import io.waggle.bpmn.Outcome;
import io.waggle.bpmn.Variables;
import java.util.Arrays;
import java.util.Optional;

/** What the engine's incident says where no process catches a BPMN error. */
final class UncaughtError {
  private UncaughtError() {}

  /**
   * @param code of the error
   * @return what to do, in words
   */
  static String words(String code) {
    return Arrays.stream(Outcome.values())
            .anyMatch(outcome -> ErrorCodes.of(outcome).equals(Optional.of(code)))
        ? "The agent's run ended without a result (the variable 'result' says why), and its caller wants that as an error. Let a process that called it catch %s, by an error boundary event on the call activity; or set '%s' of this process instance to \"value\" and resolve this incident."
            .formatted(code, Variables.FAILURE_AS)
        : "No process catches %s: it has been changed. Deploy the model again, and cancel this run."
            .formatted(code);
  }
}
