package io.waggle.engine;

import org.jspecify.annotations.Nullable;

/**
 * By which definition of its agent a job is worked on.
 *
 * @param versions which workers have which version
 * @param forks what is other in runs that were forked
 * @param rehearsal works out what the agents of now would do in a run that is only played; null in
 *     a worker
 */
record Definitions(Versions versions, Forks forks, @Nullable Rehearsal rehearsal) {}
