package io.waggle.step;

import io.waggle.act.InlineTools;
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
 * @param inline which calls are made inside "Think"
 */
public record CallRules(
    Approvals approvals, int mostPerTurn, int mostRepeats, Budgets budgets, InlineTools inline) {}
