package io.waggle.llm.openai;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where and how a provider is reached.
 *
 * @param provider its name, for messages to a person
 * @param baseUrl up to the part before {@code /chat/completions}, usually ending in {@code /v1}
 * @param apiKey never shown; null: requests carry no key
 * @param keySetting what to set to give the provider a key, for messages to a person
 * @param timeout longest time a whole call may take, from connecting to the last byte
 * @param streaming whether answers are asked for while they are written
 */
public record OpenAiEndpoint(
    String provider,
    URI baseUrl,
    @Nullable String apiKey,
    String keySetting,
    Duration timeout,
    boolean streaming) {

  /** The same, where calls take no longer than this. */
  OpenAiEndpoint within(Duration longest) {
    Duration shorter = timeout.compareTo(longest) < 0 ? timeout : longest;
    return new OpenAiEndpoint(provider, baseUrl, apiKey, keySetting, shorter, streaming);
  }

  /** How requests are put until the provider refuses that. */
  Form firstForm() {
    return streaming ? Form.USUAL.withStreaming(Form.Streaming.WITH_USAGE) : Form.USUAL;
  }

  /** Azure's classic deployments want the key in a header of their own. */
  boolean azure() {
    String host = baseUrl.getHost();
    return host.endsWith(".openai.azure.com") || host.endsWith(".cognitiveservices.azure.com");
  }

  @Override
  public String toString() {
    return "OpenAiEndpoint[provider=%s, baseUrl=%s, apiKey=%s, timeout=%s, streaming=%s]"
        .formatted(provider, baseUrl, apiKey == null ? "none" : "***", timeout, streaming);
  }
}
