package io.waggle.step;

import io.waggle.approval.Approvals;

/**
 * Which calls of a turn are made.
 *
 * @param approvals which calls need a person
 * @param mostPerTurn calls in one answer of the model at the most
 * @param mostRepeats turns in a row that bring nothing new before the model is told; after twice as
 *     many the step ends
 */
public record CallRules(Approvals approvals, int mostPerTurn, int mostRepeats) {}
