package io.waggle.app.provider;

import io.waggle.rate.RateLimit;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.core.env.Environment;

/**
 * The providers of models, from {@code waggle.providers.<name>.*}. Two are built in: {@code
 * openai}, which also reads {@code OPENAI_API_KEY} and {@code OPENAI_BASE_URL}, and {@code
 * scripted}, which needs a screenplay.
 *
 * @param providers by name; immutable
 */
public record LlmProperties(Map<String, ProviderProperties> providers) {
  static final String PREFIX = "waggle.providers";
  static final String OPENAI = "openai";
  static final String SCRIPTED = "scripted";

  private static final String OPENAI_URL = "https://api.openai.com/v1";

  /**
   * Adds the built-in providers and checks all of them.
   *
   * @throws IllegalArgumentException if a setting is malformed or contradicts another one
   */
  public LlmProperties {
    Map<String, ProviderProperties> all = new TreeMap<>(providers);
    ProviderProperties openai =
        new ProviderProperties(OPENAI_URL, null, null, null, null, null, null);
    all.merge(OPENAI, openai, ProviderProperties::orElse);
    all.putIfAbsent(SCRIPTED, ProviderProperties.NONE);
    all.forEach((name, provider) -> new ProviderCheck(name, provider).run());
    providers = Map.copyOf(all);
  }

  /**
   * Reads the settings of a worker.
   *
   * @throws IllegalArgumentException if a setting is unknown, malformed or contradicts another one;
   *     the message says which, and what to write
   */
  public static LlmProperties of(Environment environment) {
    Map<String, ProviderProperties> providers = new TreeMap<>(ProviderBinding.read(environment));
    ProviderProperties ambient =
        new ProviderProperties(
            environment.getProperty("OPENAI_BASE_URL"),
            environment.getProperty("OPENAI_API_KEY"),
            null,
            null,
            null,
            null,
            null);
    providers.merge(OPENAI, ambient, ProviderProperties::orElse);
    return new LlmProperties(providers);
  }

  /**
   * @return names of the providers whose models are played: no LLM is called
   */
  public Set<String> scripted() {
    return providers.entrySet().stream()
        .filter(
            one ->
                one.getValue().screenplay() != null
                    || one.getKey().equals(SCRIPTED)
                    || one.getKey().startsWith(SCRIPTED + "-"))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * @return by the names of providers, how often they may be asked
   */
  public Map<String, RateLimit> rateLimits() {
    return providers.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(Map.Entry::getKey, one -> one.getValue().rateLimit()));
  }

  /** The full name of a setting, as one writes it in a file. */
  static String setting(String provider, String name) {
    return PREFIX + "." + provider + "." + name;
  }
}
