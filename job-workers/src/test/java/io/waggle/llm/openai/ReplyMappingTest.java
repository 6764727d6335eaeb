package io.waggle.llm.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waggle.llm.ChatReply;
import io.waggle.llm.ChatReply.Finish;
import io.waggle.llm.ToolRequest;
import io.waggle.llm.TransientLlmException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyMappingTest {
  private StubEndpoint endpoint;

  @BeforeEach
  void start() throws IOException {
    endpoint = stub();
  }

  StubEndpoint stub() throws IOException {
    return new StubEndpoint();
  }

  @AfterEach
  void stop() {
    endpoint.close();
  }

  @Test
  void shouldReadAnAnswerAndItsTokens() {
    ChatReply reply =
        reply(
            """
            {"id": "1", "object": "chat.completion", "created": 1, "model": "m-1",
             "choices": [{"index": 0, "finish_reason": "stop",
               "message": {"role": "assistant", "content": "42", "refusal": null}}],
             "usage": {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18}}
            """);

    assertThat(reply)
        .isEqualTo(new ChatReply("42", List.of(), Finish.DONE, 11, 7).answeredBy("m-1"));
  }

  /** Some send all, some send null, some send what cannot be. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"prompt_tokens": 11, "completion_tokens": 7, "prompt_tokens_details": {"cached_tokens": 8}, "completion_tokens_details": {"reasoning_tokens": 5}} | 11 | 7 | 8 | 5
          {"prompt_tokens": 11, "completion_tokens": 7, "prompt_tokens_details": null, "completion_tokens_details": {"reasoning_tokens": null}} | 11 | 7 | 0 | 0
          {"prompt_tokens": 11, "completion_tokens": 7, "prompt_tokens_details": {"cached_tokens": 99}} | 11 | 7 | 11 | 0
          {"prompt_tokens": null, "completion_tokens": -7} | 0 | 0 | 0 | 0
          null | 0 | 0 | 0 | 0
          """)
  void shouldReadTokensOfACacheAndOfTheReasoning(
      String usage, long input, long output, long cached, long reasoning) {
    ChatReply reply =
        reply(
            """
            {"choices": [{"finish_reason": "stop", "message": {"content": "42"}}], "usage": %s}
            """
                .formatted(usage));

    assertThat(reply)
        .isEqualTo(
            new ChatReply("42", List.of(), Finish.DONE, input, output, cached, reasoning, null));
  }

  @ParameterizedTest
  @CsvSource({
    "stop, DONE",
    "tool_calls, UNREADABLE_CALLS",
    "eos, DONE",
    "STOP, DONE",
    "length, CUT_OFF",
    "model_length, CUT_OFF",
    "safety, REFUSED",
    "malformed_function_call, UNREADABLE_CALLS",
    "something_new, UNCLEAR",
    "'', UNCLEAR",
    "content_filter, REFUSED"
  })
  void shouldSayWhyTheModelStopped(String reason, Finish finish) {
    ChatReply reply =
        reply(
            """
            {"choices": [{"finish_reason": "%s", "message": {"content": "half a sen"}}]}
            """
                .formatted(reason));

    assertThat(reply).isEqualTo(new ChatReply("half a sen", List.of(), finish, 0, 0));
  }

  @Test
  void shouldTakeARefusalForOneWhateverTheReason() {
    ChatReply reply =
        reply(
            """
            {"choices": [{"finish_reason": "stop",
              "message": {"content": null, "refusal": "I cannot help with that."}}]}
            """);

    assertThat(reply.finish()).isEqualTo(Finish.REFUSED);
    assertThat(reply.content()).isEqualTo("I cannot help with that.");
  }

  @Test
  void shouldTakeAFilterInFrontOfTheModelForARefusal() {
    endpoint.answers(
        StubEndpoint.body(
            400,
            "{\"error\":{\"code\":\"content_filter\",\"message\":\"The prompt was filtered.\"}}"));

    assertThat(endpoint.model().chat(StubEndpoint.HELLO))
        .isEqualTo(new ChatReply("The prompt was filtered.", List.of(), Finish.REFUSED, 0, 0));
  }

  @Test
  void shouldReadToolCallsAndLeaveTheirArgumentsAlone() {
    ChatReply reply =
        reply(
            """
            {"choices": [{"finish_reason": "tool_calls", "message": {"content": null, "tool_calls": [
              {"id": "call_a", "type": "function",
               "function": {"name": "search", "arguments": "{\\"query\\": \\"be"}},
              {"id": "call_b", "type": "function", "function": {"name": "nosuch", "arguments": ""}}]}}]}
            """);

    assertThat(reply.content()).isEmpty();
    assertThat(reply.finish()).isEqualTo(Finish.DONE);
    assertThat(reply.toolRequests())
        .containsExactly(
            new ToolRequest("call_a", "search", "{\"query\": \"be"),
            new ToolRequest("call_b", "nosuch", ""));
  }

  @Test
  void shouldReadTheToolCallsOfSloppyServers() {
    String body =
        """
        {"choices": [{"message": {"tool_calls": [
          {"function": {"name": "a", "arguments": "{}"}},
          {"id": "", "type": "function", "function": {"name": "b", "arguments": {"x": 1}}},
          {"id": "same", "type": "function", "function": {"name": "c", "arguments": "{}"}},
          {"id": "same", "type": "function", "function": {"name": "d"}}]}}]}
        """;

    assertThat(reply(body).toolRequests())
        .containsExactly(
            new ToolRequest("", "a", "{}"),
            new ToolRequest("", "b", "{\"x\":1}"),
            new ToolRequest("same", "c", "{}"),
            new ToolRequest("same", "d", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"choices\": []}",
        "{\"choices\": null}",
        "{\"choices\": [{\"index\": 0}]}",
        "{\"choices\": \"none\"}",
        "[]",
        "<html>bad gateway</html>",
        "{\"choices\": [{\"mess",
        ""
      })
  void shouldCallAnAnswerWithoutAMessageBroken(String body) {
    assertThatThrownBy(() -> reply(body))
        .isInstanceOf(TransientLlmException.class)
        .hasMessageContainingAll("The provider 'acme'", "'m-1'");
  }

  @Test
  void shouldQuoteAnErrorThatCameInPlaceOfAnAnswer() {
    assertThatThrownBy(
            () -> reply("{\"error\": {\"message\": \"Upstream is down\", \"code\": 502}}"))
        .isInstanceOf(TransientLlmException.class)
        .hasMessageEndingWith("without an answer of the model 'm-1'. It says: Upstream is down");
  }

  private ChatReply reply(String body) {
    endpoint.answers(StubEndpoint.body(200, body));
    return endpoint.model().chat(StubEndpoint.HELLO);
  }
}
