package io.waggle.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waggle.context.ContextProperties.ModelWindow;
import io.waggle.llm.ChatModel;
import io.waggle.llm.ChatRequest;
import io.waggle.llm.ContextWindowExceededException;
import io.waggle.llm.Message;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContextWindowsTest {
  private static ChatRequest saying(String text) {
    return new ChatRequest(List.of(Message.user(text)), List.of(), null);
  }

  private static ContextWindows windows(ModelWindow... windows) {
    return new ContextWindows(new ContextProperties(10_000, List.of(windows), 0.5));
  }

  @Test
  void shouldGoByTheSettingsOfTheModel() {
    ContextWindows windows = windows(new ModelWindow("acme:large", 100_000));
    ChatRequest request = saying("bee ".repeat(8_000));

    assertThat(windows.isTooLong("acme:small", request)).isTrue();
    assertThat(windows.isTooLong("acme:large", request)).isFalse();
    assertThat(windows.isTooLong("acme:small", saying("bee ".repeat(4_000)))).isFalse();
  }

  @Test
  void shouldLearnFromARefusal() {
    ContextWindows windows = windows(new ModelWindow("acme:large", 100_000));
    ChatRequest request = saying("bee ".repeat(8_000));

    ChatModel refusing =
        windows.learning(
            "acme:large",
            asked -> {
              throw new ContextWindowExceededException("Too long.", null);
            });
    assertThatThrownBy(() -> refusing.chat(request))
        .isInstanceOf(ContextWindowExceededException.class);

    assertThat(windows.isTooLong("acme:large", request)).isTrue();
    assertThat(windows.isTooLong("acme:large", saying("bee ".repeat(6_000)))).isFalse();
  }

  /** As OpenAI's own tokenizer counts them. */
  @ParameterizedTest
  @CsvSource({
    "openai:gpt-5-mini, hello world, 2",
    "openai:gpt-4o, antidisestablishmentarianism, 6",
    "openai:gpt-4, antidisestablishmentarianism, 6",
    "openai:gpt-4, 'お誕生日おめでとう', 9",
    "openai:gpt-4o, 'お誕生日おめでとう', 8",
    "ollama:qwen3, 'お誕生日おめでとう', 8"
  })
  void shouldCountTokens(String model, String text, int tokens) {
    assertThat(new TokenCounter().count(model, List.of(Message.user(text)))).isEqualTo(4 + tokens);
  }

  @ParameterizedTest
  @CsvSource({"o, 1000000", "'{\"a\":[', 200000", "' ', 1000000"})
  void shouldNotTakeLongWhateverTheTextIs(String part, int times) {
    ContextWindows windows = windows();
    String text = part.repeat(times);

    org.junit.jupiter.api.Assertions.assertTimeout(
        Duration.ofSeconds(5), () -> windows.isTooLong("acme:small", saying(text)));
  }

  @ParameterizedTest
  @CsvSource({
    "1999, 0.5, waggle.context.default-window is 1999",
    "10000001, 0.5, waggle.context.default-window is 10000001",
    "10000, 0.2, waggle.context.compact-at is 0.2",
    "10000, NaN, waggle.context.compact-at is NaN"
  })
  void shouldRefuseWrongSettings(int window, double at, String said) {
    assertThatThrownBy(() -> new ContextProperties(window, List.of(), at))
        .hasMessageContaining(said);
  }

  @Test
  void shouldRefuseAWindowThatBelongsToNoModel() {
    assertThatThrownBy(
            () -> new ContextProperties(10_000, List.of(new ModelWindow("gpt-5", 10_000)), 0.5))
        .hasMessageContaining("waggle.context.windows[0].model is 'gpt-5'");
    assertThatThrownBy(() -> new ContextProperties(10_000, List.of(new ModelWindow("a:b", 1)), 0.5))
        .hasMessageContaining("waggle.context.windows[0].tokens is 1");
  }
}
