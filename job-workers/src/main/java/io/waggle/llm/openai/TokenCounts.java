package io.waggle.llm.openai;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What an endpoint counted; what it does not say, or what cannot be, counts as nothing.
 *
 * @param input sent, those from a cache included
 * @param output written, those of the reasoning included
 * @param cached part of the input
 * @param reasoning part of the output
 */
record TokenCounts(long input, long output, long cached, long reasoning) {

  /**
   * @param usage member of an answer; it may be missing or null, and so may its members
   */
  static TokenCounts of(JsonNode usage) {
    long input = count(usage.path("prompt_tokens"));
    long output = count(usage.path("completion_tokens"));
    return new TokenCounts(
        input,
        output,
        Math.min(input, count(usage.path("prompt_tokens_details").path("cached_tokens"))),
        Math.min(output, count(usage.path("completion_tokens_details").path("reasoning_tokens"))));
  }

  private static long count(JsonNode number) {
    return Math.max(0, number.asLong(0));
  }
}
