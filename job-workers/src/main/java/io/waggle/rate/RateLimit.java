package io.waggle.rate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a provider takes from all workers of a journal together.
 *
 * @param requestsPerMinute null: as many as there are
 * @param tokensPerMinute of requests and answers together; null: as many as there are
 */
public record RateLimit(@Nullable Integer requestsPerMinute, @Nullable Long tokensPerMinute) {

  /**
   * @return whether there is anything to keep to
   */
  public boolean isSet() {
    return requestsPerMinute != null || tokensPerMinute != null;
  }

  /** In words, such as "60 requests and 30,000 tokens a minute". */
  @Override
  public String toString() {
    List<String> words = new ArrayList<>();
    if (requestsPerMinute != null) {
      words.add(requestsPerMinute == 1 ? "1 request" : "%,d requests".formatted(requestsPerMinute));
    }
    if (tokensPerMinute != null) {
      words.add("%,d tokens".formatted(tokensPerMinute));
    }
    return String.join(" and ", words) + " a minute";
  }
}
