package io.waggle.bpmn;

/**
 * The run that called this one as its sub-agent.
 *
 * @param runKey key of the caller's process instance
 * @param depth how deep the caller itself is; 0 for a run that a client started
 */
public record Caller(String runKey, int depth) {}
