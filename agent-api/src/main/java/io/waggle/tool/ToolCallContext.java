package io.waggle.tool;

import org.jspecify.annotations.Nullable;

/**
 * What a tool may know about the call that it serves.
 *
 * @param idempotencyKey the same for every attempt at this call, for its look-up and for its undo,
 *     different for every other call; hand it to whatever the tool changes
 * @param runKey key of the process instance of the agent's run
 * @param agent the agent that calls
 * @param result the call's result, where the call is undone and its result is known; else null
 */
public record ToolCallContext(
    String idempotencyKey, String runKey, String agent, @Nullable String result) {

  public ToolCallContext(String idempotencyKey, String runKey, String agent) {
    this(idempotencyKey, runKey, agent, null);
  }
}
