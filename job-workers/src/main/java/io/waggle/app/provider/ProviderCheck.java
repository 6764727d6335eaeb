package io.waggle.app.provider;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds settings of a provider that cannot work, before an agent runs into them. */
record ProviderCheck(String name, ProviderProperties provider) {
  private static final String EXAMPLE = "write it like http://localhost:11434/v1.";

  private static final long MOST_REQUESTS = 10_000_000;
  private static final long MOST_TOKENS = 10_000_000_000L;

  void run() {
    require(
        name.matches("[a-z0-9-]+"),
        "The provider '%s' in '%s' needs another name: lower-case letters, digits and '-'."
            .formatted(name, LlmProperties.PREFIX));
    Duration timeout = Objects.requireNonNull(provider.timeout());
    require(
        timeout.isPositive(),
        "%s must be longer than zero, for example PT5M.".formatted(setting("timeout")));
    if (provider.screenplay() != null) {
      require(
          provider.baseUrl() == null && provider.apiKey() == null,
          "%s contradicts base-url and api-key: a scripted model has neither, remove them."
              .formatted(setting("screenplay")));
    } else if (!name.equals(LlmProperties.SCRIPTED) || provider.baseUrl() != null) {
      require(
          provider.baseUrl() != null,
          "The provider '%s' leads nowhere: set %s (or screenplay)."
              .formatted(name, setting("base-url")));
      baseUrl(Objects.requireNonNull(provider.baseUrl()));
    }
    key(provider.apiKey());
    rate("requests-per-minute", provider.requestsPerMinute(), MOST_REQUESTS);
    rate("tokens-per-minute", provider.tokensPerMinute(), MOST_TOKENS);
  }

  private void rate(String setting, @Nullable Number perMinute, long most) {
    require(
        perMinute == null || (perMinute.longValue() >= 1 && perMinute.longValue() <= most),
        "%s is %s; it can be 1 to %,d, and where there is no limit, leave it out."
            .formatted(setting(setting), perMinute, most));
  }

  private void baseUrl(String text) {
    URI url = parse(text);
    boolean http =
        "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
    require(
        http && url.getHost() != null,
        "%s is not an http or https URL: %s".formatted(setting("base-url"), EXAMPLE));
    require(
        url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null,
        "%s must end with its path, without user, query or fragment: %s"
            .formatted(setting("base-url"), EXAMPLE));
  }

  /** What HTTP cannot send in a header would surface in an exception that quotes the key. */
  private void key(@Nullable String key) {
    require(
        key == null || key.chars().allMatch(c -> c > ' ' && c < 0x7f),
        "%s contains a space, a line break or a letter that no key has: copy the key again."
            .formatted(setting("api-key")));
  }

  private String setting(String setting) {
    return LlmProperties.setting(name, setting);
  }

  private static URI parse(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      return URI.create("");
    }
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new LlmSettingsException(sentence);
    }
  }
}
