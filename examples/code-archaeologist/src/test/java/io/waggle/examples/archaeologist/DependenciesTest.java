package io.waggle.examples.archaeologist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * What the example has on its class path in production, as Maven resolved it for this build. What
 * is optional is for development: the profile {@code production} leaves it out of the jar.
 */
class DependenciesTest {

  @Test
  void shouldHaveTheScriptedModelForDevelopmentAlone() throws IOException {
    assertThat(dependencies())
        .filteredOn(line -> line.contains("io.waggle:waggle-scripted-model:"))
        .singleElement()
        .asString()
        .contains("(optional)");
  }

  @Test
  void shouldHaveNoEngineInProduction() throws IOException {
    assertThat(dependencies())
        .filteredOn(line -> !line.contains("(optional)"))
        .isNotEmpty()
        .noneMatch(line -> line.contains("io.waggle:waggle-engine:"))
        .noneMatch(line -> line.contains("io.camunda:zeebe-process-test"));
  }

  private static List<String> dependencies() throws IOException {
    try (InputStream list = DependenciesTest.class.getResourceAsStream("/dependencies.txt")) {
      return new String(Objects.requireNonNull(list).readAllBytes(), UTF_8).lines().toList();
    }
  }
}
