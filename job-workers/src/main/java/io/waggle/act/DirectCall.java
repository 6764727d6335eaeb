package io.waggle.act;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.engine.OnFailure;
import org.jspecify.annotations.Nullable;

/**
 * A tool that a process calls, without a model; variable {@code toolTask}.
 *
 * @param tool its name
 * @param arguments an object that fits the tool's schema; null: none
 * @param name of the call: twice the same is one call
 * @param onFailure as {@link OnFailure}: whether a BPMN error is thrown where the tool has no
 *     result
 * @param inDoubt what a person has found out about a call of which it was not known whether it went
 *     through: {@code run} lets it run once more, {@code run-2} once more after that, and so on;
 *     {@code happened} goes on without a result
 */
record DirectCall(
    String tool,
    @Nullable JsonNode arguments,
    @Nullable String name,
    @Nullable String onFailure,
    @Nullable String inDoubt) {
  static final String HAPPENED = "happened";

  private static final String RUN = "run";

  DirectCall {
    OnFailure.check(onFailure);
    if (inDoubt != null && !inDoubt.equals(HAPPENED) && !inDoubt.matches("run(-[0-9]{1,9})?")) {
      throw new IllegalArgumentException(
          "'inDoubt' is 'happened', or what the incident asks for: 'run', 'run-2' and so on");
    }
  }

  /**
   * @param before how often people have let the call run once more
   * @return what lets it run the next time; each value counts once
   */
  static String consent(int before) {
    return before == 0 ? RUN : RUN + "-" + (before + 1);
  }

  /**
   * @param before as for {@link #consent}
   */
  boolean isConsent(int before) {
    return consent(before).equals(inDoubt);
  }

  /** Whether a person says that it went through. */
  boolean happened() {
    return HAPPENED.equals(inDoubt);
  }

  boolean throwsError() {
    return OnFailure.throwsError(onFailure);
  }

  /** The same call, whatever is known of it by now. */
  DirectCall asked() {
    return new DirectCall(tool, arguments, name, null, null);
  }

  String text() {
    return arguments == null || arguments.isNull() ? "{}" : arguments.toString();
  }
}
