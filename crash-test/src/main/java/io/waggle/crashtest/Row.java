package io.waggle.crashtest;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one run.
 *
 * @param title where it stood when something was killed, for people
 * @param victim what was killed; null: the run was not disturbed
 * @param killPoint the same as the title; null: the run was not disturbed
 * @param backAfter from the kill until what was started in its place served; null if not disturbed
 * @param recoveredIn from then until the run went on; null if not disturbed, or if it did not
 * @param made what it cost
 * @param expected what the undisturbed run cost, with what the kill point allows: one more LLM call
 *     where the worker died before the answer was recorded, one more user task where the engine
 *     died while a person was asked
 * @param ending how the run ended
 */
public record Row(
    String title,
    @Nullable Victim victim,
    @Nullable KillPoint killPoint,
    @Nullable Duration backAfter,
    @Nullable Duration recoveredIn,
    Counts made,
    Counts expected,
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
   * @return whether nothing was lost, nothing was done twice, and nobody was asked twice without
   *     need
   */
  public boolean asExpected() {
    return made.equals(expected) && ending == Ending.EQUAL;
  }
}
