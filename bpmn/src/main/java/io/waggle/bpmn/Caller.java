package io.waggle.bpmn;

import org.jspecify.annotations.Nullable;

/**
 * The run that called this one as its sub-agent.
 *
 * @param runKey key of the caller's process instance
 * @param depth how deep the caller itself is; 0 for a run that a client started
 * @param maxDepth how deep sub-agents may nest below that run; the sub-agent's own limit may be
 *     lower, never higher
 * @param rootKey key of the run at the top; absent where the caller is that run, or no run at all
 */
public record Caller(String runKey, int depth, int maxDepth, @Nullable String rootKey) {
  public Caller {
    check("depth", depth);
    check("maxDepth", maxDepth);
  }

  /**
   * @return key of the run at the top
   */
  public String root() {
    return rootKey == null ? runKey : rootKey;
  }

  private static void check(String name, int value) {
    if (value < 0 || value > Limits.MAX_DEPTH) {
      throw new IllegalArgumentException(
          "caller.%s is %d; it can be 0 to %d.".formatted(name, value, Limits.MAX_DEPTH));
    }
  }
}
