package io.waggle.bpmn;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What was used up, sub-agents included.
 *
 * @param llmCalls answers that an LLM gave
 * @param toolCalls tool calls that were handled, calls of sub-agents and questions to people
 *     included
 * @param inputTokens tokens sent to LLMs, as they counted them, those from a cache included
 * @param outputTokens tokens that LLMs wrote, as they counted them, those of their reasoning
 *     included
 * @param cachedInputTokens how many of the tokens sent came from the provider's cache
 * @param reasoningTokens how many of the tokens written were reasoning
 * @param cost what it cost, at the prices in force when the calls were made; null where that is not
 *     known, because one of the models has no price
 * @param currency of the cost, such as {@code EUR}; null where it is not known, or nothing had a
 *     price
 */
public record Usage(
    long llmCalls,
    long toolCalls,
    long inputTokens,
    long outputTokens,
    @JsonSetter(nulls = Nulls.AS_EMPTY) long cachedInputTokens,
    @JsonSetter(nulls = Nulls.AS_EMPTY) long reasoningTokens,
    @Nullable BigDecimal cost,
    @Nullable String currency) {
  /** Nothing used yet. */
  public static final Usage ZERO = new Usage(0, 0, 0, 0);

  /** Equal amounts are written in the same way. */
  @JsonCreator
  public Usage {
    cost = cost == null ? null : plain(cost);
    currency = cost == null ? null : currency;
  }

  /** Of what costs nothing, and of which no more is known. */
  public Usage(long llmCalls, long toolCalls, long inputTokens, long outputTokens) {
    this(llmCalls, toolCalls, inputTokens, outputTokens, 0, 0, BigDecimal.ZERO, null);
  }

  /**
   * @return tokens sent and written
   */
  public long tokens() {
    return inputTokens + outputTokens;
  }

  /**
   * @param other what came on top; null counts as nothing
   * @return the sum; its cost is unknown where one of the two is, or they are in two currencies
   */
  public Usage plus(@Nullable Usage other) {
    return other == null
        ? this
        : new Usage(
            llmCalls + other.llmCalls,
            toolCalls + other.toolCalls,
            inputTokens + other.inputTokens,
            outputTokens + other.outputTokens,
            cachedInputTokens + other.cachedInputTokens,
            reasoningTokens + other.reasoningTokens,
            sum(other),
            currency == null ? other.currency : currency);
  }

  private @Nullable BigDecimal sum(Usage other) {
    boolean mixed = currency != null && other.currency != null && !currency.equals(other.currency);
    return cost == null || other.cost == null || mixed ? null : cost.add(other.cost);
  }

  private static BigDecimal plain(BigDecimal amount) {
    BigDecimal stripped = amount.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
