package io.waggle.rate;

import io.waggle.context.ContextWindows;
import io.waggle.llm.ChatReply;
import io.waggle.llm.ChatRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What requests are expected to take: their own tokens as counted here, and for the answer what the
 * model's last answers took. Safe for many threads.
 */
final class TokenEstimates {
  /** Weight of the last answer among those before it. */
  private static final double LAST = 0.2;

  private final ContextWindows windows;
  private final Map<String, Double> answers = new ConcurrentHashMap<>();

  TokenEstimates(ContextWindows windows) {
    this.windows = windows;
  }

  /**
   * @param model {@code provider:name}
   */
  long of(String model, ChatRequest request) {
    return windows.tokens(model, request) + Math.round(answers.getOrDefault(model, 0.0));
  }

  /**
   * @return what the answer and its request took; what was expected, where the provider does not
   *     say
   */
  long actual(String model, ChatReply reply, long expected) {
    if (reply.inputTokens() <= 0) {
      return expected;
    }
    answers.merge(
        model, (double) reply.outputTokens(), (before, now) -> before + LAST * (now - before));
    return reply.inputTokens() + reply.outputTokens();
  }
}
