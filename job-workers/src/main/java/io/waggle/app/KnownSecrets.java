package io.waggle.app;

import io.waggle.app.provider.LlmProperties;
import io.waggle.app.provider.ProviderProperties;
import io.waggle.invocation.Secrets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.core.env.Environment;

/** The secrets in a worker's settings. */
final class KnownSecrets {
  private static final List<String> SETTINGS =
      List.of(
          "waggle.journal.password",
          "spring.datasource.password",
          // whoever has the address of a webhook can post to it
          "waggle.gate.webhook",
          "management.otlp.tracing.headers.authorization",
          "management.otlp.metrics.export.headers.authorization",
          "zeebe.client.cloud.client-secret",
          "camunda.client.auth.client-secret",
          "camunda.client.auth.password",
          "camunda.client.auth.keystore-password",
          "camunda.client.auth.keystore-key-password",
          "camunda.client.auth.truststore-password",
          "camunda.client.auth.client-assertion.keystore-password",
          "camunda.client.auth.client-assertion.keystore-key-password");

  private KnownSecrets() {}

  /**
   * @param more that parts of the application have in settings of their own
   */
  static Secrets of(LlmProperties providers, Environment environment, Stream<String> more) {
    Stream<String> keys =
        providers.providers().values().stream()
            .map(ProviderProperties::apiKey)
            .filter(Objects::nonNull);
    Stream<String> others =
        SETTINGS.stream().map(environment::getProperty).filter(Objects::nonNull);
    return new Secrets(Stream.of(keys, others, more).flatMap(all -> all).toList());
  }
}
