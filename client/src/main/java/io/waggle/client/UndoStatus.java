package io.waggle.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far it is with undoing what a run did.
 *
 * @param key key of the process instance that undoes
 * @param state whether it goes on
 * @param undone how many tool calls are undone so far
 * @param startedAt by the cluster's clock
 * @param endedAt null while it goes on
 */
public record UndoStatus(
    long key, RunState state, int undone, Instant startedAt, @Nullable Instant endedAt) {}
