package io.waggle.bpmn;

import java.util.List;

/**
 * What "Find calls to undo" writes.
 *
 * @param undoCalls newest first; empty when nothing is left to undo
 */
public record UndoBatch(List<UndoCall> undoCalls) {
  /** Calls in one batch at the most; the process asks again after each. */
  public static final int MAX_SIZE = 100;

  public UndoBatch {
    if (undoCalls.size() > MAX_SIZE) {
      throw new IllegalArgumentException(
          "%d calls to undo are too many for one batch; at most %d fit."
              .formatted(undoCalls.size(), MAX_SIZE));
    }
    undoCalls = List.copyOf(undoCalls);
  }
}
