package io.waggle.llm.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.llm.ChatRequest;
import io.waggle.llm.Message;
import io.waggle.llm.ToolDeclaration;
import io.waggle.llm.ToolRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestMappingTest {
  private static final String OK =
      """
      {"choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"ok"}}]}
      """;
  private static final ToolDeclaration SEARCH =
      new ToolDeclaration(
          "search",
          "Search the web.",
          StubEndpoint.json(
              """
              {"type":"object","properties":{"query":{"type":"string"}},"required":["query"]}
              """));

  private StubEndpoint endpoint;

  @BeforeEach
  void start() throws IOException {
    endpoint = new StubEndpoint().answers(StubEndpoint.body(200, OK));
  }

  @AfterEach
  void stop() {
    endpoint.close();
  }

  /** Endpoints refuse such a conversation, on every attempt. */
  @Test
  void shouldSendNoHalfOfASurrogatePair() {
    JsonNode body =
        send(
            new ChatRequest(
                List.of(
                    Message.user("bee \uD83D"),
                    Message.assistant(
                        "\uDC1D",
                        List.of(new ToolRequest("call_7", "search", "{\"q\":\"\uD83D\"}"))),
                    Message.tool("call_7", "\uD83D\uDC1D \uDC1D")),
                List.of(),
                null));

    assertThat(body.path("messages").path(0).path("content").asText()).isEqualTo("bee \uFFFD");
    assertThat(body.path("messages").path(1).path("content").asText()).isEqualTo("\uFFFD");
    assertThat(body.path("messages").path(1).findValue("arguments").asText())
        .isEqualTo("{\"q\":\"\uFFFD\"}");
    assertThat(body.path("messages").path(2).path("content").asText())
        .isEqualTo("\uD83D\uDC1D \uFFFD");
  }

  @Test
  void shouldSendAWholeConversation() {
    JsonNode body =
        send(
            new ChatRequest(
                List.of(
                    Message.system("Be brief."),
                    Message.user("Find bees."),
                    Message.assistant(
                        "", List.of(new ToolRequest("call_7", "search", "{\"query\":\"bees\""))),
                    Message.tool("call_7", "ERROR: not JSON"),
                    Message.assistant("Again.", List.of())),
                List.of(),
                null));

    assertThat(body)
        .isEqualTo(
            StubEndpoint.json(
                """
                {"model": "qwen3:8b", "messages": [
                  {"role": "system", "content": "Be brief."},
                  {"role": "user", "content": "Find bees."},
                  {"role": "assistant", "tool_calls": [
                    {"id": "call_7", "type": "function",
                     "function": {"name": "search", "arguments": "{\\"unreadable\\":\\"{\\\\\\"query\\\\\\":\\\\\\"bees\\\\\\"\\"}"}}]},
                  {"role": "tool", "tool_call_id": "call_7", "content": "ERROR: not JSON"},
                  {"role": "assistant", "content": "Again."}]}
                """));
  }

  @Test
  void shouldOfferToolsAsFunctions() {
    JsonNode body = send(new ChatRequest(List.of(Message.user("x")), List.of(SEARCH), null));

    assertThat(body.at("/tools"))
        .isEqualTo(
            StubEndpoint.json(
                """
                [{"type": "function", "function": {"name": "search",
                  "description": "Search the web.", "parameters": {"type": "object",
                  "properties": {"query": {"type": "string"}}, "required": ["query"]}}}]
                """));
    assertThat(body.has("tool_choice")).isFalse();
  }

  @Test
  void shouldForceATool() {
    JsonNode body = send(new ChatRequest(List.of(Message.user("x")), List.of(SEARCH), "search"));

    assertThat(body.at("/tool_choice"))
        .isEqualTo(StubEndpoint.json("{\"type\":\"function\",\"function\":{\"name\":\"search\"}}"));
  }

  @Test
  void shouldSendTheKeyToTheProvidersPathAndAskOnce() {
    send(StubEndpoint.HELLO);

    assertThat(endpoint.asked()).hasSize(1);
    var asked = endpoint.asked().getFirst();
    assertThat(asked.path()).isEqualTo("/v1/chat/completions");
    assertThat(asked.headers().get("Authorization")).containsExactly("Bearer " + StubEndpoint.KEY);
  }

  @Test
  void shouldSendNoKeyWhereThereIsNone() {
    try (var provider = new OpenAiProvider(endpoint.endpoint(null, Duration.ofSeconds(20)))) {
      assertThat(provider.model("m").chat(StubEndpoint.HELLO).content()).isEqualTo("ok");
    }

    assertThat(endpoint.asked().getFirst().headers())
        .doesNotContainKeys("Authorization", "Api-key");
  }

  @Test
  void shouldRefuseARequestWithoutMessages() {
    assertThatThrownBy(() -> send(new ChatRequest(List.of(), List.of(), null)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one message");
  }

  private JsonNode send(ChatRequest request) {
    try (var provider = endpoint.provider()) {
      provider.model("qwen3:8b").chat(request);
    }
    return endpoint.asked().getFirst().body();
  }
}
