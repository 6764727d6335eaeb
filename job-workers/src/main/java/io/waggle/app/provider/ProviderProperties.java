package io.waggle.app.provider;

import io.waggle.rate.RateLimit;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a provider. A blank one counts as absent.
 *
 * @param baseUrl of a Chat Completions endpoint, such as {@code http://localhost:11434/v1}; null:
 *     the provider's own, or none
 * @param apiKey sent with every request and never shown; null: requests carry no key
 * @param timeout longest time a call may take, from connecting to the last byte; 5 minutes by
 *     default
 * @param screenplay what a scripted model plays in place of a real one: a file, or {@code
 *     classpath:} and a resource; contradicts {@code baseUrl} and {@code apiKey}
 * @param streaming whether answers are asked for piece by piece, so that people can read along;
 *     null: no
 * @param requestsPerMinute that all workers of the journal may send together, 1 to 10,000,000;
 *     null: no limit
 * @param tokensPerMinute that requests and answers may take, of all workers of the journal
 *     together, 1 to 10,000,000,000; null: no limit
 */
public record ProviderProperties(
    @Nullable String baseUrl,
    @Nullable String apiKey,
    @Nullable Duration timeout,
    @Nullable String screenplay,
    @Nullable Boolean streaming,
    @Nullable Integer requestsPerMinute,
    @Nullable Long tokensPerMinute) {
  public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(5);

  static final ProviderProperties NONE =
      new ProviderProperties(null, null, null, null, null, null, null);

  public ProviderProperties {
    baseUrl = text(baseUrl);
    apiKey = text(apiKey);
    timeout = timeout == null ? DEFAULT_TIMEOUT : timeout;
    screenplay = text(screenplay);
  }

  /** These settings, and where they are silent, the others'; a screenplay needs no others. */
  ProviderProperties orElse(ProviderProperties others) {
    if (screenplay != null) {
      return this;
    }
    return new ProviderProperties(
        baseUrl == null ? others.baseUrl : baseUrl,
        apiKey == null ? others.apiKey : apiKey,
        timeout,
        null,
        streaming == null ? others.streaming : streaming,
        requestsPerMinute == null ? others.requestsPerMinute : requestsPerMinute,
        tokensPerMinute == null ? others.tokensPerMinute : tokensPerMinute);
  }

  RateLimit rateLimit() {
    return new RateLimit(requestsPerMinute, tokensPerMinute);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "ProviderProperties[baseUrl=%s, apiKey=%s, timeout=%s, screenplay=%s, streaming=%s, requestsPerMinute=%s, tokensPerMinute=%s]"
        .formatted(
            baseUrl,
            apiKey == null ? "none" : "***",
            timeout,
            screenplay,
            streaming,
            requestsPerMinute,
            tokensPerMinute);
  }

  private static @Nullable String text(@Nullable String value) {
    return value == null || value.isBlank() ? null : value.strip();
  }
}
