package io.waggle.bpmn;

import org.jspecify.annotations.Nullable;

/**
 * What "Accept task" found out about a run; every later element reads it.
 *
 * @param key key of the process instance of {@code waggle-agent}
 * @param rootKey key of the run at the top, the one that a client started: its own key, or that of
 *     its caller's caller and so on
 * @param ref the journal record with the task and the input, whole
 * @param depth 0 for a run that a client started, one more for each sub-agent below
 * @param limits complete, no member absent
 * @param extendLimits whether a person is asked when a limit is reached
 * @param undo whether what the run did is undone if it fails or is rejected; a run that is
 *     cancelled follows its {@link Cancellation}
 * @param definition digest of the agent's definition that the run began with; null in a run that
 *     began before there was one. Its jobs go to workers that have this definition, while there are
 *     any.
 */
public record Run(
    String key,
    String rootKey,
    String ref,
    int depth,
    Limits limits,
    boolean extendLimits,
    boolean undo,
    @Nullable String definition) {}
