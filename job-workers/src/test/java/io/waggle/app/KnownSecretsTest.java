package io.waggle.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.app.provider.LlmProperties;
import io.waggle.invocation.Secrets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** What no tool may tell. */
class KnownSecretsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "waggle.providers.openai.api-key",
        "waggle.journal.password",
        "waggle.gate.webhook",
        "camunda.client.auth.password",
        "camunda.client.auth.client-secret",
        "camunda.client.auth.keystore-password",
        "camunda.client.auth.truststore-password",
        "management.otlp.tracing.headers.authorization"
      })
  void shouldKnowKeysAndPasswordsOfTheSettings(String setting) {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addFirst(new MapPropertySource("test", Map.of(setting, "https://9f3c-hidden")));

    Secrets secrets =
        KnownSecrets.of(
            LlmProperties.of(environment), environment, Stream.of("a secret of a part"));

    assertThat(secrets.hide("it is https://9f3c-hidden, I say")).isEqualTo("it is [secret], I say");
  }
}
