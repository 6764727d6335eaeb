package io.waggle.examples.dispute;

import io.waggle.tool.Param;
import java.math.BigDecimal;

/**
 * What the agent proposes: the type of its result.
 *
 * @param credit whether a credit is due
 * @param amount of the credit in euros; 0 where none is due
 * @param confidence how sure the agent is
 * @param reason for the customer to read
 */
record Proposal(
    @Param("whether a credit is due") boolean credit,
    @Param("the credit in euros, 0 where none is due") BigDecimal amount,
    @Param("HIGH only where the files leave no doubt") Confidence confidence,
    @Param("two sentences for the customer") String reason) {

  /** How sure. */
  enum Confidence {
    LOW,
    MEDIUM,
    HIGH
  }
}
