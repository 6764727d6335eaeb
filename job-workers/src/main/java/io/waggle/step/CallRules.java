package io.waggle.step;

import io.waggle.approval.Approvals;
import io.waggle.budget.Budgets;

/**
 * Which calls of a turn are made.
 *
 * @param approvals which calls need a person
 * @param mostPerTurn calls in one answer of the model at the most
 * @param budgets what runs may use up
 */
public record CallRules(Approvals approvals, int mostPerTurn, Budgets budgets) {}
