package io.waggle.bpmn;

import org.jspecify.annotations.Nullable;

/**
 * How a run is to stop; variable {@link Variables#CANCELLATION} of the message {@link
 * Messages#CANCEL}.
 *
 * @param undo whether what the run and its sub-agents did is undone, as far as their tools can
 * @param reason why, for people; null if nothing was said
 */
public record Cancellation(boolean undo, @Nullable String reason) {}
