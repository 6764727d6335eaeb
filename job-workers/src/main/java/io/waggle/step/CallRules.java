package io.waggle.step;

import io.waggle.approval.Approvals;
import io.waggle.budget.Budgets;

/**
 * Which calls of a turn are made.
 *
 * @param approvals which calls need a person
 * @param mostPerTurn calls in one answer of the model at the most
 * @param mostRepeats turns in a row that bring nothing new before the model is told; after twice as
 *     many the step ends
 * @param budgets what runs may use up
 */
public record CallRules(Approvals approvals, int mostPerTurn, int mostRepeats, Budgets budgets) {}
