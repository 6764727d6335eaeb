package io.waggle.app.provider;

import io.waggle.llm.ChatModel;
import io.waggle.llm.ChatModels;
import io.waggle.llm.EmbeddingModel;
import io.waggle.llm.openai.OpenAiEndpoint;
import io.waggle.llm.openai.OpenAiProvider;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The models of the configured providers. A provider is opened when its first model is asked for,
 * and a scripted one starts its server then. Safe for many threads.
 */
public final class ConfiguredChatModels implements ChatModels, AutoCloseable {
  private final LlmProperties properties;
  private final Map<String, OpenAiProvider> providers = new ConcurrentHashMap<>();
  private final Map<String, ChatModel> models = new ConcurrentHashMap<>();
  private final Screenplays screenplays;

  /** Screenplays are played by what is on the class path. */
  public ConfiguredChatModels(LlmProperties properties) {
    this(properties, new Screenplays(Screenplays::onClassPath));
  }

  /**
   * @param screenplays are closed together with this
   */
  ConfiguredChatModels(LlmProperties properties, Screenplays screenplays) {
    this.properties = properties;
    this.screenplays = screenplays;
  }

  @Override
  public ChatModel model(String reference) {
    return models.computeIfAbsent(reference, first -> provider(reference).model(nameIn(reference)));
  }

  @Override
  public EmbeddingModel embeddings(String reference) {
    return provider(reference).embeddings(nameIn(reference));
  }

  /** Closes connections and stops scripted models; calls on the way fail. */
  @Override
  public void close() {
    providers.values().forEach(OpenAiProvider::close);
    screenplays.close();
  }

  private static String nameIn(String reference) {
    return reference.substring(reference.indexOf(':') + 1);
  }

  private OpenAiProvider provider(String reference) {
    int colon = reference.indexOf(':');
    String provider = colon < 0 ? "" : reference.substring(0, colon);
    String model = nameIn(reference);
    if (provider.isBlank() || model.isBlank() || !model.equals(model.strip())) {
      throw new IllegalArgumentException(
          "The model '%s' does not say where it is: write provider:name, such as %s:gpt-5-mini (%s)."
              .formatted(reference, LlmProperties.OPENAI, known()));
    }
    return providers.computeIfAbsent(provider, name -> open(name, reference));
  }

  private OpenAiProvider open(String name, String reference) {
    ProviderProperties provider = properties.providers().get(name);
    if (provider == null) {
      throw new IllegalArgumentException(
          "The model '%s' names the provider '%s', which is not configured: set %s, or use another one (%s)."
              .formatted(reference, name, LlmProperties.setting(name, "base-url"), known()));
    }
    return new OpenAiProvider(
        new OpenAiEndpoint(
            name,
            url(name, provider, reference),
            provider.apiKey(),
            keySetting(name),
            Objects.requireNonNull(provider.timeout()),
            Boolean.TRUE.equals(provider.streaming())));
  }

  private URI url(String name, ProviderProperties provider, String reference) {
    String screenplay = provider.screenplay();
    if (screenplay != null) {
      return screenplays.baseUrl(name, screenplay);
    }
    if (provider.baseUrl() == null) {
      throw new IllegalArgumentException(
          "The model '%s' plays a screenplay, and there is none: set %s to a file."
              .formatted(reference, LlmProperties.setting(name, "screenplay")));
    }
    URI url = URI.create(provider.baseUrl());
    if (name.equals(LlmProperties.OPENAI) && provider.apiKey() == null && !isLoopback(url)) {
      throw new IllegalArgumentException(
          "The model '%s' needs a key: set %s for the worker."
              .formatted(reference, keySetting(name)));
    }
    return url;
  }

  private String known() {
    return "known providers: " + String.join(", ", new TreeSet<>(properties.providers().keySet()));
  }

  private static String keySetting(String provider) {
    String setting = LlmProperties.setting(provider, "api-key");
    return provider.equals(LlmProperties.OPENAI) ? "OPENAI_API_KEY (or " + setting + ")" : setting;
  }

  /** By its name alone: looking a host up would make the start depend on the network. */
  private static boolean isLoopback(URI url) {
    @Nullable String host = url.getHost();
    return host != null
        && (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]"));
  }
}
