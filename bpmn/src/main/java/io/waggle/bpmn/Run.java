package io.waggle.bpmn;

/**
 * What "Accept task" found out about a run; every later element reads it.
 *
 * @param key key of the process instance of {@code waggle-agent}
 * @param ref the journal record with the task and the input, whole
 * @param depth 0 for a run that a client started, one more for each sub-agent below
 * @param limits complete, no member absent
 * @param gate who is asked at user tasks
 */
public record Run(String key, String ref, int depth, Limits limits, Gate gate) {}
