package io.waggle.llm.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waggle.llm.ContextWindowExceededException;
import io.waggle.llm.PermanentLlmException;
import io.waggle.llm.TransientLlmException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors as endpoints send them, and what they send in place of them. */
class EmbeddingModelTest {
  private StubEndpoint endpoint;

  @BeforeEach
  void start() throws IOException {
    endpoint = new StubEndpoint();
  }

  @AfterEach
  void stop() {
    endpoint.close();
  }

  private List<float[]> embed(int status, String body) {
    endpoint.answers(StubEndpoint.body(status, body));
    try (OpenAiProvider provider = endpoint.provider()) {
      return provider.embeddings("e-1").embed(List.of("one", "two"));
    }
  }

  @Test
  void shouldAskOnceAndReadVectorsInTheOrderOfTheTexts() {
    List<float[]> vectors =
        embed(
            200,
            """
            {"object": "list", "model": "e-1", "data": [
              {"index": 1, "embedding": [0.5, -2e-3]}, {"index": 0, "embedding": [1, 0]}]}
            """);

    assertThat(vectors).containsExactly(new float[] {1, 0}, new float[] {0.5f, -0.002f});
    assertThat(endpoint.asked())
        .singleElement()
        .satisfies(
            asked -> {
              assertThat(asked.path()).isEqualTo("/v1/embeddings");
              assertThat(asked.headers().getFirst("Authorization"))
                  .isEqualTo("Bearer " + StubEndpoint.KEY);
              assertThat(asked.body())
                  .isEqualTo(
                      StubEndpoint.json(
                          """
                          {"model": "e-1", "input": ["one", "two"], "encoding_format": "float"}
                          """));
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "{}",
        "{\"data\": [{\"embedding\": [1]}]}",
        "{\"data\": [{\"embedding\": [1]}, {\"embedding\": [1, 2]}]}",
        "{\"data\": [{\"embedding\": []}, {\"embedding\": []}]}",
        "{\"data\": [{\"embedding\": [1]}, {\"embedding\": [null]}]}",
        "{\"data\": [{\"embedding\": [1]}, {\"embedding\": [1e99]}]}",
        "{\"data\": [{\"embedding\": [1]}, {\"index\": 7, \"embedding\": [1]}]}",
        "{\"error\": {\"message\": \"overloaded\"}}"
      })
  void shouldTakeAnythingElseForAFailureThatMayPass(String body) {
    assertThatThrownBy(() -> embed(200, body))
        .isInstanceOf(TransientLlmException.class)
        .hasMessageContaining("without the vectors that the model 'e-1' was asked for");
  }

  @Test
  void shouldTellFailuresThatPassFromThoseOfTheProviderAndOfTheText() {
    assertThatThrownBy(() -> embed(503, "{}")).isInstanceOf(TransientLlmException.class);
    assertThatThrownBy(() -> embed(401, "{}"))
        .isInstanceOfSatisfying(
            PermanentLlmException.class, e -> assertThat(e.anotherMayAnswer()).isTrue());
    assertThatThrownBy(
            () ->
                embed(
                    400,
                    "{\"error\": {\"message\": \"the input is too long, see context length\"}}"))
        .isInstanceOf(ContextWindowExceededException.class);
    endpoint.close();
    assertThatThrownBy(() -> embed(200, "{}"))
        .isInstanceOf(TransientLlmException.class)
        .hasMessageContaining("cannot be reached");
  }
}
