package io.waggle.bpmn;

import org.jspecify.annotations.Nullable;

/**
 * How a run is to stop; variable {@link Variables#CANCELLATION} of the message {@link
 * Messages#CANCEL}.
 *
 * @param undo whether what the run and its sub-agents did is undone, as far as their tools can
 * @param reason why, for people; at most {@value #MAX_REASON_LENGTH} characters; null if nothing
 *     was said
 */
public record Cancellation(boolean undo, @Nullable String reason) {
  /** Characters of a reason at the most. */
  public static final int MAX_REASON_LENGTH = 1_000;

  public Cancellation {
    if (reason != null && reason.length() > MAX_REASON_LENGTH) {
      throw new IllegalArgumentException(
          "The reason has %,d characters; at most %,d are allowed."
              .formatted(reason.length(), MAX_REASON_LENGTH));
    }
  }
}
