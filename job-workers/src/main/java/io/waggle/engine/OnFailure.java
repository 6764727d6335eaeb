package io.waggle.engine;

import org.jspecify.annotations.Nullable;

/**
 * Member {@code onFailure} of what processes ask agents outside of any run: {@code error} throws a
 * BPMN error where there is no result, {@code incident} or nothing raises an incident.
 */
public final class OnFailure {
  private static final String ERROR = "error";
  private static final String INCIDENT = "incident";

  private OnFailure() {}

  /**
   * @throws IllegalArgumentException if it is none of them
   */
  public static void check(@Nullable String onFailure) {
    if (onFailure != null && !onFailure.equals(INCIDENT) && !onFailure.equals(ERROR)) {
      throw new IllegalArgumentException("'onFailure' is 'incident' or 'error'");
    }
  }

  public static boolean throwsError(@Nullable String onFailure) {
    return ERROR.equals(onFailure);
  }
}
