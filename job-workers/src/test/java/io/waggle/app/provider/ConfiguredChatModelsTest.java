package io.waggle.app.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waggle.llm.ChatModel;
import io.waggle.llm.ChatRequest;
import io.waggle.llm.Message;
import io.waggle.llm.PermanentLlmException;
import io.waggle.llm.TransientLlmException;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.ScriptedModelExtension;
import io.waggle.scripted.When;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ConfiguredChatModelsTest {
  @RegisterExtension
  static final ScriptedModelExtension server =
      ScriptedModelExtension.playing(
          Screenplay.role("qwen3:8b").on(When.ALWAYS).reply("buzz").build());

  private static final ChatRequest HELLO =
      new ChatRequest(List.of(Message.user("hello")), List.of(), null);

  @ParameterizedTest
  @CsvSource({"ollama, waggle.providers.ollama.base-url", "openai, OPENAI_BASE_URL"})
  void shouldNeedNoKeyOnLoopbackAndKeepTheColonsOfAModelsName(String provider, String setting) {
    try (var models = models(Map.of(setting, server.baseUrl().toString()))) {
      ChatModel model = models.model(provider + ":qwen3:8b");

      assertThat(model.chat(HELLO).content()).isEqualTo("buzz");
      assertThat(models.model(provider + ":qwen3:8b")).isSameAs(model);
    }
  }

  @Test
  void shouldPlayAScreenplayUntilItIsClosed(@TempDir Path folder, CapturedOutput output)
      throws IOException {
    Path file = folder.resolve("demo.yaml");
    Files.writeString(file, "roles: { bee: [ { reply: honey } ] }");
    var models = models(Map.of("waggle.providers.scripted.screenplay", file.toString()));
    ChatModel bee = models.model("scripted:bee");

    assertThat(bee.chat(HELLO).content()).isEqualTo("honey");
    assertThat(output).contains("scripted model, no LLM is called");
    assertThatThrownBy(() -> models.model("scripted:wasp").chat(HELLO))
        .isInstanceOf(PermanentLlmException.class)
        .hasMessageContaining("The provider 'scripted' has no model 'wasp'");

    models.close();
    assertThatThrownBy(() -> bee.chat(HELLO)).isInstanceOf(TransientLlmException.class);
  }

  @Test
  void shouldPlayAScreenplayInPlaceOfAnyProvider() {
    try (var models =
        models(Map.of("waggle.providers.openai.screenplay", "classpath:llm/play.yaml"))) {
      assertThat(models.model("openai:gpt-5-mini").chat(HELLO).content()).isEqualTo("from a jar");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt-5-mini", "openai:", ":gpt-5-mini", "openai: gpt", ""})
  void shouldRefuseAReferenceWithoutProviderOrName(String reference) {
    assertRefused(
        Map.of(),
        reference,
        "The model '%s' does not say where it is: write provider:name, such as openai:gpt-5-mini"
                .formatted(reference)
            + " (known providers: openai, scripted).");
  }

  @Test
  void shouldRefuseAnUnknownProvider() {
    assertRefused(
        Map.of("waggle.providers.ollama.base-url", "http://localhost:11434/v1"),
        "mistral:small",
        "The model 'mistral:small' names the provider 'mistral', which is not configured:"
            + " set waggle.providers.mistral.base-url, or use another one"
            + " (known providers: ollama, openai, scripted).");
  }

  @Test
  void shouldRefuseOpenAiWithoutAKey() {
    assertRefused(
        Map.of(),
        "openai:gpt-5-mini",
        "The model 'openai:gpt-5-mini' needs a key:"
            + " set OPENAI_API_KEY (or waggle.providers.openai.api-key) for the worker.");
  }

  @Test
  void shouldRefuseAScriptedModelWithoutAScreenplay() {
    assertRefused(
        Map.of(),
        "scripted:bee",
        "The model 'scripted:bee' plays a screenplay, and there is none:"
            + " set waggle.providers.scripted.screenplay to a file.");
  }

  @Test
  void shouldSayWhichScreenplayIsMissing() {
    try (var models = models(Map.of("waggle.providers.scripted.screenplay", "nowhere.yaml"))) {
      assertThatThrownBy(() -> models.model("scripted:bee"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("waggle.providers.scripted.screenplay cannot be played: ")
          .hasMessageContaining("nowhere.yaml");
    }
  }

  @Test
  void shouldSayWhichDependencyPlaysAScreenplayWhereNothingDoes() {
    LlmProperties settings =
        LlmPropertiesTest.read(Map.of("waggle.providers.scripted.screenplay", "demo.yaml"));
    try (var models = new ConfiguredChatModels(settings, new Screenplays(Stream::empty))) {
      assertThatThrownBy(() -> models.model("scripted:bee"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "waggle.providers.scripted.screenplay names a screenplay, and nothing on the class"
                  + " path plays it: add the dependency io.waggle:waggle-scripted-model (for"
                  + " development and tests), or use a model of another provider.");
    }
  }

  private static void assertRefused(
      Map<String, Object> settings, String reference, String sentence) {
    try (var models = models(settings)) {
      assertThatThrownBy(() -> models.model(reference))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(sentence);
    }
  }

  private static ConfiguredChatModels models(Map<String, Object> settings) {
    return new ConfiguredChatModels(LlmPropertiesTest.read(settings));
  }
}
