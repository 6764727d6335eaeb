package io.waggle.crashtest;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one run.
 *
 * @param title where its worker was killed, for people
 * @param killPoint the same; null: the run was not disturbed
 * @param backAfter from the kill until the worker, started again, served; null if not disturbed
 * @param recoveredIn from then until the run went on; null if not disturbed, or if it did not
 * @param llmCalls LLM calls made
 * @param llmCallsExpected those of the undisturbed run, and one more where the call was cut off
 *     before its answer was recorded
 * @param sideEffects how often tools changed something outside
 * @param sideEffectsExpected those of the undisturbed run
 * @param ending how the run ended
 */
public record Row(
    String title,
    @Nullable KillPoint killPoint,
    @Nullable Duration backAfter,
    @Nullable Duration recoveredIn,
    int llmCalls,
    int llmCallsExpected,
    int sideEffects,
    int sideEffectsExpected,
    Ending ending) {

  /** How a run ended, compared with the undisturbed one. */
  public enum Ending {
    /** With the same result. */
    EQUAL,
    /** With another result. */
    DIFFERENT,
    /** Not at all, within the time given. */
    LOST
  }

  /**
   * @return whether nothing was lost and nothing was done twice
   */
  public boolean asExpected() {
    return llmCalls == llmCallsExpected
        && sideEffects == sideEffectsExpected
        && ending == Ending.EQUAL;
  }
}
