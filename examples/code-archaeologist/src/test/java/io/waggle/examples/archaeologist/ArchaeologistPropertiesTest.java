package io.waggle.examples.archaeologist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class ArchaeologistPropertiesTest {

  @Test
  void shouldPlayTheScreenplayWhereThereIsNoKey() {
    assertThat(settings("").modelOf("verifier", false)).isEqualTo("scripted:verifier");
    assertThat(settings("").modelOf("verifier", true)).isEqualTo("openai:gpt-5-mini");
  }

  @Test
  void shouldObeyTheSettingWhateverKeysThereAre() {
    assertThat(settings("scripted").modelOf("verifier", true)).isEqualTo("scripted:verifier");
    assertThat(settings("ollama:qwen3").modelOf("verifier", true)).isEqualTo("ollama:qwen3");
  }

  @Test
  void shouldGiveSingleAgentsAModelOfTheirOwn() {
    ArchaeologistProperties settings = settings("scripted", Map.of("verifier", "openai:gpt-5"));

    assertThat(settings.modelOf("verifier", false)).isEqualTo("openai:gpt-5");
    assertThat(settings.modelOf("documenter", false)).isEqualTo("scripted:documenter");
  }

  @Test
  void shouldWorkInTheHomeFolderUnlessToldOtherwise() {
    settingsOfTheApplication()
        .run(
            context ->
                assertThat(context.getBean(ArchaeologistProperties.class).workDir())
                    .isEqualTo(
                        Path.of(System.getProperty("user.home"))
                            .resolve(".waggle/work/code-archaeologist")));
    settingsOfTheApplication()
        .withPropertyValues("code-archaeologist.work-dir=elsewhere")
        .run(
            context ->
                assertThat(context.getBean(ArchaeologistProperties.class).workDir())
                    .isEqualTo(Path.of("elsewhere")));
  }

  @Test
  void shouldRefuseASettingThatItDoesNotKnow() {
    settingsOfTheApplication()
        .withPropertyValues("code-archaeologist.legacy-folder=x")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .hasStackTraceContaining("code-archaeologist.legacy-folder"));
  }

  private static ApplicationContextRunner settingsOfTheApplication() {
    return new ApplicationContextRunner()
        .withInitializer(new ConfigDataApplicationContextInitializer())
        .withUserConfiguration(Settings.class);
  }

  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties(ArchaeologistProperties.class)
  static class Settings {}

  private static ArchaeologistProperties settings(String model) {
    return settings(model, Map.of());
  }

  private static ArchaeologistProperties settings(String model, Map<String, String> models) {
    return new ArchaeologistProperties(
        model, models, Path.of("work"), null, false, Duration.ofSeconds(1));
  }
}
