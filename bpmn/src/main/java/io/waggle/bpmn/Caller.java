package io.waggle.bpmn;

/**
 * The run that called this one as its sub-agent.
 *
 * @param runKey key of the caller's process instance
 * @param depth how deep the caller itself is; 0 for a run that a client started
 * @param maxDepth how deep sub-agents may nest below that run; the sub-agent's own limit may be
 *     lower, never higher
 */
public record Caller(String runKey, int depth, int maxDepth) {
  public Caller {
    check("depth", depth);
    check("maxDepth", maxDepth);
  }

  private static void check(String name, int value) {
    if (value < 0 || value > Limits.MAX_DEPTH) {
      throw new IllegalArgumentException(
          "caller.%s is %d; it can be 0 to %d.".formatted(name, value, Limits.MAX_DEPTH));
    }
  }
}
