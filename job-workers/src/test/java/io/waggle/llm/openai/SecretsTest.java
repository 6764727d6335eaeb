package io.waggle.llm.openai;

import static io.waggle.llm.openai.StubEndpoint.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A provider that sends everything back, and a key that must not be seen. */
@ExtendWith(OutputCaptureExtension.class)
class SecretsTest {

  @ParameterizedTest
  @ValueSource(ints = {200, 302, 400, 401, 403, 404, 413, 429, 500})
  void shouldNeverShowTheKey(int status, CapturedOutput output) throws IOException {
    try (StubEndpoint endpoint = new StubEndpoint();
        OpenAiProvider provider = endpoint.provider()) {
      String said = "Incorrect key %s in Authorization: Bearer %s".formatted(KEY, KEY);
      endpoint.answers(
          StubEndpoint.body(
              status,
              Map.of("X-Echo", KEY, "WWW-Authenticate", KEY),
              "{\"error\": {\"message\": \"%s\", \"code\": \"%s\"}}".formatted(said, KEY)));

      Throwable failure = catchThrowable(() -> provider.model("m-1").chat(StubEndpoint.HELLO));

      assertThat(trace(failure)).contains("acme").doesNotContain(KEY, KEY.substring(8));
      assertThat(output.getAll()).doesNotContain(KEY, KEY.substring(8));
    }
  }

  @Test
  void shouldNotShowTheKeyOfABodyThatIsNotJson() throws IOException {
    try (StubEndpoint endpoint = new StubEndpoint();
        OpenAiProvider provider = endpoint.provider()) {
      endpoint.answers(StubEndpoint.body(200, KEY));

      Throwable failure = catchThrowable(() -> provider.model("m-1").chat(StubEndpoint.HELLO));

      assertThat(trace(failure)).contains("not a chat completion").doesNotContain(KEY);
    }
  }

  @Test
  void shouldNotShowTheKeyOfAnEndpoint() throws IOException {
    try (StubEndpoint endpoint = new StubEndpoint()) {
      assertThat(endpoint.endpoint(KEY, Duration.ofSeconds(1)).toString()).doesNotContain(KEY);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sk-proj-********************wXyZ",
        "sk-abc123def456",
        "gsk_Zx81kLmN3pQr",
        "Bearer abc.def.ghi",
        "api_key=hunter2hunter2",
        "\"api-key\": \"0f1e2d3c4b\"",
        "AIzaSyD3mYw7Rk2Hd5cJf9sPa6eZq81xLtBq0v",
        "0123456789abcdef0123456789abcdef"
      })
  void shouldMaskWhatLooksLikeAKey(String secret) {
    String clean = Excerpt.of("We got " + secret + " from you", null);

    assertThat(clean).contains("***").startsWith("We got ").endsWith("from you");
    assertThat(clean.toLowerCase(Locale.ROOT))
        .doesNotContain("wxyz", "abc", "zx81", "hunter", "0f1e", "d3my", "cdef");
  }

  @Test
  void shouldLeaveOrdinaryWordsAlone() {
    String words = "The model gpt-4o-mini-2024-07-18 is token-based; see https://example.com/keys.";

    assertThat(Excerpt.of(words, "")).isEqualTo(words);
  }

  @Test
  void shouldQuoteAtMostThreeHundredCharactersOnOneLine() {
    assertThat(Excerpt.of("a\n\tb ".repeat(1_000), null))
        .hasSize(300)
        .startsWith("a b a b")
        .endsWith("…");
  }

  /** Each expression would look at the rest again from every letter. */
  @ParameterizedTest
  @ValueSource(strings = {"a", "api_key=", "sk-", "-", "bearer ", "1", "a ", "\n"})
  @Timeout(value = 5, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void shouldNotTakeLongWhateverAProviderSays(String part) {
    assertThat(Excerpt.of(part.repeat(1_000_000), null)).hasSizeLessThanOrEqualTo(300);
  }

  @Test
  void shouldShowNoPartOfAKeyThatStandsWhereTheTextIsCut() {
    for (int before = 3_960; before <= 4_040; before++) {
      String said = " ".repeat(before) + KEY + " and more".repeat(100);

      assertThat(Excerpt.of(said, KEY)).doesNotContain(KEY.substring(0, 8));
      assertThat(Excerpt.of(said, null)).doesNotContain(KEY.substring(0, 8));
    }
  }

  private static String trace(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }
}
