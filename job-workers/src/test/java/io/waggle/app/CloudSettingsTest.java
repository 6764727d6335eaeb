package io.waggle.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** What a process that is a worker and nothing else connects to. */
class CloudSettingsTest {
  private static final String[] OF_CLUSTER = {
    "--camunda.client.mode=saas",
    "--camunda.client.cloud.cluster-id=c1",
    "--camunda.client.cloud.region=bru-2",
    "--camunda.client.auth.client-id=id",
    "--camunda.client.auth.client-secret=secret"
  };

  @Test
  void shouldFollowFromTheClusterInTheCloud() {
    try (var worker = start(OF_CLUSTER)) {
      Environment environment = worker.getEnvironment();

      assertThat(setting(environment, "grpc-address"))
          .isEqualTo("https://c1.bru-2.zeebe.camunda.io:443");
      assertThat(setting(environment, "rest-address"))
          .isEqualTo("https://bru-2.zeebe.camunda.io:443/c1");
      assertThat(setting(environment, "auth.method")).isEqualTo("oidc");
      assertThat(setting(environment, "auth.token-url"))
          .isEqualTo("https://login.cloud.camunda.io/oauth/token");
      assertThat(setting(environment, "auth.audience")).isEqualTo("zeebe.camunda.io");
      assertThat(setting(environment, "prefer-rest-over-grpc")).isEqualTo("false");
    }
  }

  @Test
  void shouldBeThisMachineByDefault() {
    try (var worker = start()) {
      Environment environment = worker.getEnvironment();

      assertThat(setting(environment, "grpc-address")).isEqualTo("http://127.0.0.1:26500");
      assertThat(setting(environment, "rest-address")).isEqualTo("http://127.0.0.1:8080");
      assertThat(setting(environment, "auth.method")).isEqualTo("none");
    }
  }

  private static String setting(Environment environment, String name) {
    return String.valueOf(environment.getProperty("camunda.client." + name));
  }

  /** Nothing is made of the settings: there is no agent, and nothing to connect to. */
  private static ConfigurableApplicationContext start(String... settings) {
    return WaggleApplication.worker(WaggleApplication.class)
        .web(WebApplicationType.NONE)
        .lazyInitialization(true)
        .run(
            Stream.concat(Stream.of("--camunda.client.enabled=false"), Stream.of(settings))
                .toArray(String[]::new));
  }
}
