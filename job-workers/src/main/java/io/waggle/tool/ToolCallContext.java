package io.waggle.tool;

/**
 * What a tool may know about the call that it serves.
 *
 * @param idempotencyKey the same for every attempt at this call, different for every other call;
 *     hand it to whatever the tool changes
 * @param runKey key of the process instance of the agent's run
 * @param agent the agent that calls
 */
public record ToolCallContext(String idempotencyKey, String runKey, String agent) {}
