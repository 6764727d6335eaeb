package io.waggle.bpmn;

import org.jspecify.annotations.Nullable;

/**
 * What was used up, sub-agents included.
 *
 * @param llmCalls answers that an LLM gave
 * @param toolCalls tool calls that were handled, calls of sub-agents and questions to people
 *     included
 * @param inputTokens tokens sent to LLMs, as they counted them
 * @param outputTokens tokens that LLMs wrote, as they counted them
 */
public record Usage(long llmCalls, long toolCalls, long inputTokens, long outputTokens) {
  /** Nothing used yet. */
  public static final Usage ZERO = new Usage(0, 0, 0, 0);

  /**
   * @param other what came on top; null counts as nothing
   * @return the sum
   */
  public Usage plus(@Nullable Usage other) {
    return other == null
        ? this
        : new Usage(
            llmCalls + other.llmCalls,
            toolCalls + other.toolCalls,
            inputTokens + other.inputTokens,
            outputTokens + other.outputTokens);
  }
}
