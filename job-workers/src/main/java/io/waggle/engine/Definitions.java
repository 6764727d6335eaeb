package io.waggle.engine;

import org.jspecify.annotations.Nullable;

/**
 * What decides how a job is worked on: by which definition of its agent, and how far.
 *
 * @param versions which workers have which version
 * @param forks what is other in runs that were forked
 * @param rehearsal works out what the agents of now would do in a run that is only played; null in
 *     a worker
 * @param bounds of what one job does inline
 */
record Definitions(
    Versions versions, Forks forks, @Nullable Rehearsal rehearsal, InlineBounds bounds) {}
