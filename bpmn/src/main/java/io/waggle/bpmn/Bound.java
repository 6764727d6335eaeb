package io.waggle.bpmn;

/**
 * Limits that a run shares with the runs of its sub-agents.
 *
 * @param path of the run whose limits they are; empty at the top
 * @param limits the shared ones alone
 */
public record Bound(String path, Limits limits) {}
