package io.waggle.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is on the class path of a worker in production, as Maven resolved it for this build. */
class DependenciesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.waggle:waggle-scripted-model",
        "io.waggle:waggle-testing",
        "io.waggle:waggle-engine",
        "io.camunda:zeebe-process-test",
        "io.camunda:zeebe-broker",
        "org.junit"
      })
  void shouldBringNothingThatIsForDevelopmentAndTests(String artifact) throws IOException {
    assertThat(dependencies()).doesNotContain(artifact);
  }

  @Test
  void shouldBringWhatAnAgentsAuthorCompilesAgainst() throws IOException {
    assertThat(dependencies()).contains("io.waggle:waggle-agent-api:jar:");
  }

  private static String dependencies() throws IOException {
    try (InputStream list = DependenciesTest.class.getResourceAsStream("/dependencies.txt")) {
      return new String(Objects.requireNonNull(list).readAllBytes(), UTF_8);
    }
  }
}
