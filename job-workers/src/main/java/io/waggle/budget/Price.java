package io.waggle.budget;

import io.waggle.llm.ChatReply;
import java.math.BigDecimal;

/**
 * What a million tokens of a model cost, each at least 0 and with at most {@value #DECIMALS}
 * decimals.
 *
 * @param input of what is sent
 * @param cachedInput of what is sent and comes from the provider's cache
 * @param output of what is written, the reasoning included
 */
public record Price(BigDecimal input, BigDecimal cachedInput, BigDecimal output) {
  /** So that the price of one token is exact in the journal, which has twelve. */
  static final int DECIMALS = 6;

  private static final int MILLION = 6;

  /** Nothing. */
  static final Price FREE = new Price(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

  /**
   * @return what an answer cost, exactly
   */
  BigDecimal of(ChatReply reply) {
    long cached = reply.cachedInputTokens();
    return input
        .multiply(BigDecimal.valueOf(reply.inputTokens() - cached))
        .add(cachedInput.multiply(BigDecimal.valueOf(cached)))
        .add(output.multiply(BigDecimal.valueOf(reply.outputTokens())))
        .movePointLeft(MILLION);
  }
}
