package io.waggle.bpmn;

import org.jspecify.annotations.Nullable;

/**
 * What a person said to a plan.
 *
 * @param action {@link #APPROVE}, {@link #CHANGE} or {@link #REJECT}
 * @param feedback what to change, or why not
 */
public record PlanDecision(String action, @Nullable String feedback) {
  /** The plan is worked on as it is. */
  public static final String APPROVE = "approve";

  /** The model plans again, with the person's feedback. */
  public static final String CHANGE = "change";

  /** The run ends. */
  public static final String REJECT = "reject";
}
