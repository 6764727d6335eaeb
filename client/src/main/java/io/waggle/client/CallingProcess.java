package io.waggle.client;

/**
 * An instance of a process of somebody's own whose call activity has created a run.
 *
 * @param key of the process instance
 * @param process id of the process in BPMN
 */
public record CallingProcess(long key, String process) {}
