package io.waggle.llm.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.waggle.llm.ChatReply;
import io.waggle.llm.ChatRequest;
import io.waggle.llm.ContextWindowExceededException;
import io.waggle.llm.HttpStatusException;
import io.waggle.llm.PermanentLlmException;
import io.waggle.llm.TransientLlmException;
import io.waggle.scripted.Fault;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.ScriptedModel;
import io.waggle.scripted.When;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {
  private StubEndpoint endpoint;

  @BeforeEach
  void start() throws IOException {
    endpoint = new StubEndpoint();
  }

  @AfterEach
  void stop() {
    endpoint.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 409, 425, 429, 500, 502, 503, 504, 529})
  void shouldExpectSomeStatusesToPassAndAskOnlyOnce(int status) {
    endpoint.answers(StubEndpoint.body(status, error("rate_limit_exceeded", "Slow down.")));

    TransientLlmException failure = passing(endpoint.model()::chat);

    assertThat(failure)
        .hasMessage(
            "The provider 'acme' cannot answer now (%d, asked for the model 'm-1'). It says: Slow down."
                .formatted(status));
    assertThat(failure.retryAfter()).isNull();
    assertThat(endpoint.asked()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"Retry-After, 7, PT7S", "Retry-After, 0.5, PT0.5S", "retry-after-ms, 1500, PT1.5S"})
  void shouldPassOnHowLongToWait(String header, String value, Duration wait) {
    endpoint.answers(StubEndpoint.body(429, Map.of(header, value), "busy"));

    assertThat(passing(endpoint.model()::chat).retryAfter()).isEqualTo(wait);
  }

  /** As a list, as some gateways write errors. */
  @Test
  void shouldReadAWaitAndAReasonThatStandInTheBody() {
    endpoint.answers(
        StubEndpoint.body(
            429,
            """
            [{"error": {"code": 429, "message": "Quota is used up.", "status": "RESOURCE_EXHAUSTED",
              "details": [{"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "7s"}]}}]
            """));

    TransientLlmException failure = passing(endpoint.model()::chat);

    assertThat(failure)
        .hasMessageContaining("cannot answer now (429")
        .hasMessageContaining("Quota");
    assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    assertThat(failure).hasCause(new HttpStatusException(429));
  }

  @Test
  void shouldSayUntilWhenAModelWantsToBeLeftAlone() {
    endpoint.answers(
        StubEndpoint.body(
            429,
            Map.of("Retry-After", "3600"),
            error("rate_limit_exceeded", "The daily limit is reached.")));

    assertThat(passing(endpoint.model()::chat))
        .hasMessageContaining("it wants to be left alone until 20")
        .hasMessageContaining("The daily limit is reached.");
  }

  @Test
  void shouldPassOnUntilWhenToWait() {
    Map<String, String> headers = Map.of("Retry-After", "Fri, 31 Dec 2100 23:59:59 GMT");
    endpoint.answers(StubEndpoint.body(503, headers, ""));

    assertThat(passing(endpoint.model()::chat).retryAfter()).isEqualTo(RetryAfter.LONGEST);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          401 | invalid_api_key       | No.               | rejects the key (401, asked for the model 'm-1'): set WAGGLE_TEST_KEY
          403 | permission_denied     | No.               | does not allow this (403, asked for the model 'm-1'): give the key access
          404 | model_not_found       | No.               | has no model 'm-1', or not for this key (404): correct the agent's model
          403 | model_not_found       | No.               | has no model 'm-1', or not for this key (403)
          400 | DeploymentNotFound    | No.               | has no model 'm-1', or not for this key (400)
          404 | not_found_error       | model "x" missing | has no model 'm-1', or not for this key (404)
          404 | not_found             | No such page      | correct the agent's model or the provider's base-url
          429 | insufficient_quota    | No.               | he quota of the provider 'acme' is used up (429, asked for the model 'm-1'): top up
          402 | payment_required      | No.               | he quota of the provider 'acme' is used up (402
          400 | invalid_request_error | No.               | does not accept the request (400, asked for the model 'm-1')
          422 | unprocessable         | No.               | does not accept the request (422
          301 | moved                 | No.               | does not accept the request (301
          """)
  void shouldAskForAPersonWhereOnlyOneHelps(int status, String code, String said, String sentence) {
    endpoint.answers(StubEndpoint.body(status, error(code, said)));

    var failure =
        catchThrowableOfType(
            PermanentLlmException.class, () -> endpoint.model().chat(StubEndpoint.HELLO));

    assertThat(failure)
        .isExactlyInstanceOf(PermanentLlmException.class)
        .hasMessageContaining("he provider 'acme'")
        .hasMessageContaining(sentence)
        .hasMessageEndingWith("It says: " + said);
    assertThat(endpoint.asked()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | context_length_exceeded   | No.
          400 | exceed_context_size_error | No.
          400 | BadRequestError           | This model's maximum context length is 4096 tokens.
          422 | validation                | `inputs` tokens + `max_new_tokens` must be <= 4096. Given: 5000 `inputs` tokens
          400 | bad_request               | too many tokens: size limit exceeded by 5000 tokens.
          400 | bad_request               | Input length 140000 exceeds maximum allowed input length of 131072 tokens
          400 | invalid_parameter_error   | Range of input length should be [1, 30720]
          400 | bad_request               | The total number of tokens in the prompt exceeds the limit
          400 | model_max_prompt_tokens   | The prompt token count of 70000 exceeds the limit of 64000
          400 | 1261                      | Prompt exceeds max length
          413 | request_too_large         | prompt is too long: 210000 tokens
          """)
  void shouldTellAConversationThatIsTooLong(int status, String code, String said) {
    endpoint.answers(StubEndpoint.body(status, error(code, said)));

    var failure =
        catchThrowableOfType(
            ContextWindowExceededException.class, () -> endpoint.model().chat(StubEndpoint.HELLO));

    assertThat(failure)
        .hasMessageStartingWith("The conversation is too long for the provider 'acme'")
        .hasMessageContaining(
            "give the agent a model with a larger context window, then resolve this incident");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"object\": \"error\", \"message\": \"Odd.\", \"code\": 400}",
        "{\"error\": \"Odd.\"}",
        "{\"error\": {\"message\": \"Odd.\", \"code\": 400, \"type\": null}}",
        "{\"detail\": \"Odd.\"}"
      })
  void shouldReadTheErrorsOfOtherServers(String body) {
    endpoint.answers(StubEndpoint.body(400, body));

    var failure =
        catchThrowableOfType(
            PermanentLlmException.class, () -> endpoint.model().chat(StubEndpoint.HELLO));

    assertThat(failure).hasMessageEndingWith("It says: Odd.");
  }

  @Test
  void shouldExpectACutBodyToPass() {
    endpoint.answers(
        exchange -> {
          exchange.sendResponseHeaders(200, 1_000);
          exchange.getResponseBody().write("{\"choices\": [".getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
        });

    assertThat(passing(endpoint.model()::chat)).hasMessageContaining("or broke off (");
  }

  @Test
  void shouldExpectAnUnreachableProviderToPass() throws IOException {
    URI nobody;
    try (ServerSocket free = new ServerSocket(0)) {
      nobody = URI.create("http://127.0.0.1:" + free.getLocalPort() + "/v1");
    }
    var endpointOfNobody =
        new OpenAiEndpoint("acme", nobody, null, "KEY", Duration.ofSeconds(20), false);
    try (var provider = new OpenAiProvider(endpointOfNobody)) {
      assertThat(passing(provider.model("m-1")::chat))
          .hasMessageContaining("cannot be reached at " + nobody);
    }
  }

  @Test
  void shouldNotWaitLongerThanTheTimeoutForASlowBody() {
    Screenplay slow =
        Screenplay.role("m-1")
            .on(When.ALWAYS)
            .fault(Fault.slowBody(Duration.ofSeconds(30)))
            .reply("at last")
            .build();
    try (ScriptedModel server = ScriptedModel.start(slow);
        OpenAiProvider impatient =
            new OpenAiProvider(
                new OpenAiEndpoint(
                    "acme", server.baseUrl(), null, "KEY", Duration.ofMillis(300), false))) {
      long start = System.nanoTime();

      assertThat(passing(impatient.model("m-1")::chat))
          .hasMessage(
              "The provider 'acme', asked for the model 'm-1', did not answer in time"
                  + " (to connect 10 s, in all PT0.3S).");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
  }

  private static TransientLlmException passing(Function<ChatRequest, ChatReply> chat) {
    var failure =
        catchThrowableOfType(TransientLlmException.class, () -> chat.apply(StubEndpoint.HELLO));
    assertThat(failure).isNotNull();
    return failure;
  }

  private static String error(String code, String message) {
    return "{\"error\": {\"message\": \"%s\", \"type\": \"t\", \"code\": \"%s\"}}"
        .formatted(message.replace("\"", "\\\""), code);
  }
}
