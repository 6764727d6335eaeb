package io.waggle.tool;

import org.jspecify.annotations.Nullable;

/**
 * What a tool may know about the call that it serves.
 *
 * @param idempotencyKey the same for every attempt at this call, for its look-up and for its undo,
 *     different for every other call; hand it to whatever the tool changes
 * @param run address of the agent's run: the name of the run at the top, and for the run of a
 *     sub-agent {@code /} and the path of the call
 * @param agent the agent that calls
 * @param result the call's result, where the call is undone and its result is known; else null
 */
public record ToolCallContext(
    String idempotencyKey, String run, String agent, @Nullable String result) {

  public ToolCallContext(String idempotencyKey, String run, String agent) {
    this(idempotencyKey, run, agent, null);
  }
}
