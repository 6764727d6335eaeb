package io.waggle.act;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A tool that a process calls, without a model; variable {@code toolTask}.
 *
 * @param tool its name
 * @param arguments an object that fits the tool's schema; null: none
 * @param name of the call: twice the same is one call
 * @param onFailure {@code error}: where the tool has no result, a BPMN error is thrown; else an
 *     incident is raised
 * @param inDoubt what a person has found out about a call of which it was not known whether it went
 *     through: {@code run} lets it run once more, {@code happened} goes on without a result
 */
record DirectCall(
    String tool,
    @Nullable JsonNode arguments,
    @Nullable String name,
    @Nullable String onFailure,
    @Nullable String inDoubt) {
  static final String RUN = "run";
  static final String HAPPENED = "happened";

  DirectCall {
    if (onFailure != null && !onFailure.equals("incident") && !onFailure.equals("error")) {
      throw new IllegalArgumentException("'onFailure' is 'incident' or 'error'");
    }
    if (inDoubt != null && !inDoubt.equals(RUN) && !inDoubt.equals(HAPPENED)) {
      throw new IllegalArgumentException("'inDoubt' is 'run' or 'happened'");
    }
  }

  boolean throwsError() {
    return "error".equals(onFailure);
  }

  /** The same call, whatever is known of it by now. */
  DirectCall asked() {
    return new DirectCall(tool, arguments, name, null, null);
  }

  String text() {
    return arguments == null || arguments.isNull() ? "{}" : arguments.toString();
  }
}
