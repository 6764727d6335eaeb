package io.waggle.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import com.sun.net.httpserver.HttpExchange;
import io.waggle.endpoint.LoopbackEndpoint;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A model with a small window that calls a tool again and again, and sums up where it is asked to.
 * What is too long it refuses, by its own count.
 */
final class SmallWindow extends LoopbackEndpoint {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Encoding TOKENS =
      Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

  private final int window;
  private final int turns;
  private final AtomicInteger worked = new AtomicInteger();
  private final AtomicInteger summaries = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger longest = new AtomicInteger();
  private volatile JsonNode lastOfWork = JSON.nullNode();

  SmallWindow(int window, int turns) {
    this.window = window;
    this.turns = turns;
  }

  int summaries() {
    return summaries.get();
  }

  int refused() {
    return refused.get();
  }

  /** Tokens of the longest request that was answered. */
  int longest() {
    return longest.get();
  }

  /** The last request that was no summary. */
  JsonNode lastOfWork() {
    return lastOfWork;
  }

  @Override
  protected void answer(HttpExchange exchange) throws IOException {
    JsonNode request = JSON.readTree(exchange.getRequestBody());
    int tokens = tokens(request);
    if (tokens > window) {
      refused.incrementAndGet();
      Fault.error(400, "context_length_exceeded", "Too long.").give(exchange);
      return;
    }
    longest.accumulateAndGet(tokens, Math::max);
    answer(request).give(exchange);
  }

  private Fault answer(JsonNode request) {
    if (request.path("tools").isEmpty()) {
      return Fault.answer(
          "stop", "\"content\": \"Summary %d.\"".formatted(summaries.incrementAndGet()));
    }
    lastOfWork = request;
    return worked.getAndIncrement() < turns
        ? Fault.calls(Fault.call("\"a\"", "\"next_page\"", "\"{}\""))
        : Fault.answer("stop", "\"content\": \"Read it all.\"");
  }

  static int tokens(JsonNode request) {
    int tokens =
        request.path("tools").isEmpty() ? 0 : TOKENS.countTokens(request.path("tools").toString());
    for (JsonNode message : request.path("messages")) {
      tokens += TOKENS.countTokens(message.path("content").asText());
      tokens +=
          message.path("tool_calls").isEmpty()
              ? 4
              : TOKENS.countTokens(message.path("tool_calls").toString());
    }
    return tokens;
  }
}
