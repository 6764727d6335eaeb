package io.waggle.bpmn;

/**
 * That a run is to be recreated from the journal; start variable {@link Variables#REPLAY}.
 *
 * @param takeOver whether to begin also where the run may still be alive on another engine;
 *     whatever that one still does counts for nothing from then on
 */
public record Replay(boolean takeOver) {}
