package io.waggle.examples.dispute;

import java.math.BigDecimal;

/**
 * What is done about a dispute; variable {@code decision}.
 *
 * @param credit whether a credit note is issued
 * @param amount in euros
 * @param reason what the customer is told
 * @param by the agent, or the group that approved or decided
 */
public record Decision(boolean credit, BigDecimal amount, String reason, String by) {}
