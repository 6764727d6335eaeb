package io.waggle.bpmn;

import java.util.List;

/**
 * How far the work on the plan is.
 *
 * @param wave waves of the current plan that have ended
 * @param replans how often the plan was revised because of what the steps found
 * @param failed whether a step of the last wave failed
 * @param replan whether the plan should be looked at again: a step failed or asked for it
 * @param results of all steps so far, in the order of the plan
 */
public record Progress(
    int wave, int replans, boolean failed, boolean replan, List<StepResult> results) {
  /** Nothing done yet. */
  public static final Progress START = new Progress(0, 0, false, false, List.of());

  public Progress {
    results = List.copyOf(results);
  }
}
