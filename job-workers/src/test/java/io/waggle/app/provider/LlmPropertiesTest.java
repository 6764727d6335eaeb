package io.waggle.app.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class LlmPropertiesTest {

  @Test
  void shouldKnowTwoProvidersWithoutAnySetting() {
    LlmProperties properties = read(Map.of());

    assertThat(properties.providers()).containsOnlyKeys("openai", "scripted");
    assertThat(properties.providers().get("openai"))
        .isEqualTo(
            new ProviderProperties(
                "https://api.openai.com/v1", null, Duration.ofMinutes(5), null, null, null, null));
  }

  @Test
  void shouldReadProviders() {
    LlmProperties properties =
        read(
            Map.of(
                "waggle.providers.ollama.base-url", " http://localhost:11434/v1 ",
                "waggle.providers.vllm-2.base-url", "https://gpu.example.com/v1",
                "waggle.providers.vllm-2.api-key", "abc",
                "waggle.providers.vllm-2.timeout", "90s",
                "waggle.providers.vllm-2.requests-per-minute", "500",
                "waggle.providers.vllm-2.tokens-per-minute", "3000000000",
                "waggle.providers.demo.screenplay", "classpath:demo.yaml"));

    assertThat(properties.providers())
        .containsEntry(
            "ollama",
            new ProviderProperties("http://localhost:11434/v1", null, null, null, null, null, null))
        .containsEntry(
            "vllm-2",
            new ProviderProperties(
                "https://gpu.example.com/v1",
                "abc",
                Duration.ofSeconds(90),
                null,
                null,
                500,
                3_000_000_000L))
        .containsEntry(
            "demo",
            new ProviderProperties(null, null, null, "classpath:demo.yaml", null, null, null));
  }

  @Test
  void shouldTakeOpenAiFromItsOwnVariables() {
    Map<String, Object> variables =
        Map.of("OPENAI_API_KEY", "sk-1", "OPENAI_BASE_URL", "http://localhost:9/v1");

    assertThat(read(variables).providers().get("openai"))
        .isEqualTo(
            new ProviderProperties("http://localhost:9/v1", "sk-1", null, null, null, null, null));
  }

  @Test
  void shouldPreferItsOwnSettingsToVariables() {
    LlmProperties properties =
        read(
            Map.of(
                "OPENAI_API_KEY", "sk-1",
                "OPENAI_BASE_URL", "http://localhost:9/v1",
                "waggle.providers.openai.api-key", "sk-2",
                "waggle.providers.openai.timeout", "PT10S"));

    assertThat(properties.providers().get("openai"))
        .isEqualTo(
            new ProviderProperties(
                "http://localhost:9/v1", "sk-2", Duration.ofSeconds(10), null, null, null, null));
  }

  @Test
  void shouldLetAScreenplayTakeTheFullPlaceOfOpenAi() {
    LlmProperties properties =
        read(Map.of("OPENAI_API_KEY", "sk-1", "waggle.providers.openai.screenplay", "demo.yaml"));

    assertThat(properties.providers().get("openai"))
        .isEqualTo(new ProviderProperties(null, null, null, "demo.yaml", null, null, null));
  }

  @Test
  void shouldReadVariablesOfTheEnvironment() {
    StandardEnvironment environment = environment(Map.of());
    environment
        .getPropertySources()
        .addFirst(
            new SystemEnvironmentPropertySource(
                "systemEnvironment",
                Map.of(
                    "WAGGLE_PROVIDERS_OLLAMA_BASEURL", "http://localhost:11434/v1",
                    "OPENAI_API_KEY", " ")));

    LlmProperties properties = LlmProperties.of(environment);

    assertThat(properties.providers().get("ollama").baseUrl())
        .isEqualTo("http://localhost:11434/v1");
    assertThat(properties.providers().get("openai").apiKey()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          x.base-ulr   | http://localhost/v1         | Unknown setting waggle.providers.x.base-ulr: a provider has base-url, api-key, timeout, screenplay, streaming, requests-per-minute and tokens-per-minute.
          x            | http://localhost/v1         | waggle.providers.x cannot be read: a provider has base-url, api-key, timeout, screenplay, streaming, requests-per-minute and tokens-per-minute.
          X_Y.api-key  | k                           | The provider 'X_Y' in 'waggle.providers' needs another name: lower-case letters, digits and '-'.
          x.api-key    | k                           | The provider 'x' leads nowhere: set waggle.providers.x.base-url (or screenplay).
          x.base-url   | localhost:11434             | waggle.providers.x.base-url is not an http or https URL: write it like http://localhost:11434/v1.
          x.base-url   | http://a b/v1               | waggle.providers.x.base-url is not an http or https URL: write it like http://localhost:11434/v1.
          x.base-url   | ftp://localhost/v1          | waggle.providers.x.base-url is not an http or https URL: write it like http://localhost:11434/v1.
          x.base-url   | https://me:secret@host/v1   | waggle.providers.x.base-url must end with its path, without user, query or fragment: write it like http://localhost:11434/v1.
          x.base-url   | https://host/v1?key=secret  | waggle.providers.x.base-url must end with its path, without user, query or fragment: write it like http://localhost:11434/v1.
          openai.timeout | soon                      | waggle.providers.openai.timeout is not a duration: write it like PT5M or 90s.
          openai.timeout | 0s                        | waggle.providers.openai.timeout must be longer than zero, for example PT5M.
          openai.requests-per-minute | many          | waggle.providers.openai.requests-per-minute is not a whole number: write it like 500.
          openai.requests-per-minute | 0             | waggle.providers.openai.requests-per-minute is 0; it can be 1 to 10,000,000, and where there is no limit, leave it out.
          openai.tokens-per-minute   | 1.5           | waggle.providers.openai.tokens-per-minute is not a whole number: write it like 500.
          openai.tokens-per-minute   | -1            | waggle.providers.openai.tokens-per-minute is -1; it can be 1 to 10,000,000,000, and where there is no limit, leave it out.
          openai.api-key | sk 1                      | waggle.providers.openai.api-key contains a space, a line break or a letter that no key has: copy the key again.
          """)
  void shouldStopTheStartWithASentence(String setting, String value, String sentence) {
    assertThatThrownBy(() -> read(Map.of("waggle.providers." + setting, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(sentence);
  }

  @Test
  void shouldRefuseAScreenplayBesideARealModel() {
    Map<String, Object> both =
        Map.of(
            "waggle.providers.x.base-url", "http://localhost/v1",
            "waggle.providers.x.screenplay", "demo.yaml");

    assertThatThrownBy(() -> read(both))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "waggle.providers.x.screenplay contradicts base-url and api-key:"
                + " a scripted model has neither, remove them.");
  }

  @Test
  void shouldNotShowKeys() {
    assertThat(read(Map.of("OPENAI_API_KEY", "sk-very-secret")).toString())
        .contains("apiKey=***")
        .doesNotContain("sk-very-secret");
  }

  static LlmProperties read(Map<String, Object> settings) {
    return LlmProperties.of(environment(settings));
  }

  /** Without the variables of the machine that the test runs on. */
  private static StandardEnvironment environment(Map<String, Object> settings) {
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().remove("systemEnvironment");
    environment
        .getPropertySources()
        .addFirst(new MapPropertySource("settings", new HashMap<>(settings)));
    return environment;
  }
}
