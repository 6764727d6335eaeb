package io.waggle.app.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.llm.ChatModels;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class LlmConfigurationTest {
  private final ApplicationContextRunner runner =
      new ApplicationContextRunner().withUserConfiguration(LlmConfiguration.class);

  @Test
  void shouldProvideModelsThatEndWithTheContext() {
    runner
        .withPropertyValues("waggle.providers.scripted.screenplay=classpath:llm/play.yaml")
        .run(
            context ->
                assertThat(context.getBean(ChatModels.class).model("scripted:gpt-5-mini"))
                    .isNotNull());
  }

  @Test
  void shouldStopTheStartAtAnUnknownSetting() {
    runner
        .withPropertyValues("waggle.providers.openai.apikeyy=x", "waggle.other=1")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("waggle.providers.openai.apikeyy"));
  }

  @Test
  void shouldStepBehindModelsOfTheUser() {
    ChatModels own =
        reference -> {
          throw new IllegalArgumentException(reference);
        };

    runner
        .withBean(ChatModels.class, () -> own)
        .run(context -> assertThat(context).getBean(ChatModels.class).isSameAs(own));
  }
}
