package io.waggle.bpmn;

/**
 * Limits that a run shares with the runs of its sub-agents.
 *
 * @param path of the run whose limits they are; empty at the top
 * @param since when that run was accepted, ISO 8601 in UTC; at the top the journal knows it better
 * @param limits the shared ones alone
 */
public record Bound(String path, String since, Limits limits) {}
