package io.waggle.llm.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.waggle.llm.ChatReply;
import io.waggle.llm.ChatReply.Finish;
import io.waggle.llm.ChatRequest;
import io.waggle.llm.Message;
import io.waggle.llm.ProviderFields;
import io.waggle.llm.ToolDeclaration;
import io.waggle.llm.TransientLlmException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How endpoints stream their answers. */
class StreamedAnswerTest {
  private static final Map<String, String> EVENTS = Map.of("Content-Type", "text/event-stream");
  private static final ChatRequest REQUEST =
      new ChatRequest(
          List.of(Message.user("Find bees.")),
          List.of(
              new ToolDeclaration("find", "Finds.", Json.MAPPER.createObjectNode()),
              new ToolDeclaration("look", "Looks.", Json.MAPPER.createObjectNode())),
          null);
  private static final String STOP = chunk("{}", "\"stop\"");
  private static final String CALLS = chunk("{}", "\"tool_calls\"");
  private static final String DONE = "data: [DONE]\n\n";

  private StubEndpoint endpoint;

  @BeforeEach
  void start() throws IOException {
    endpoint = new StubEndpoint().streaming();
  }

  @AfterEach
  void stop() {
    endpoint.close();
  }

  private static String chunk(String delta, String finish) {
    return "data: {\"choices\":[{\"index\":0,\"delta\":%s,\"finish_reason\":%s}]}\n\n"
        .formatted(delta, finish);
  }

  private static String text(String piece) {
    return chunk("{\"content\":\"" + piece + "\"}", "null");
  }

  private static String call(String call) {
    return chunk("{\"tool_calls\":[" + call + "]}", "null");
  }

  private ChatReply streamed(String... events) {
    endpoint.answers(StubEndpoint.body(200, EVENTS, String.join("", events)));
    return endpoint.model().chat(REQUEST);
  }

  private static List<String> calls(ChatReply reply) {
    return reply.toolRequests().stream()
        .map(call -> "%s %s %s".formatted(call.id(), call.name(), call.arguments()))
        .toList();
  }

  @Test
  void shouldTellOfTheAnswerWhileItIsWritten() {
    endpoint.answers(StubEndpoint.body(200, EVENTS, text("Bees ") + text("hum.") + STOP + DONE));
    List<String> draft = new ArrayList<>();

    ChatReply reply = endpoint.model().chat(REQUEST, draft::add);

    assertThat(draft).containsExactly("Bees ", "hum.");
    assertThat(reply.content()).isEqualTo("Bees hum.");
    assertThat(reply.finish()).isEqualTo(Finish.DONE);
  }

  @Test
  void shouldAskForTheUsage() {
    ChatReply reply =
        streamed(
            text("Bees hum."),
            STOP,
            "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3}}\n\n",
            DONE);

    assertThat(endpoint.asked().getFirst().body().at("/stream_options/include_usage").asBoolean())
        .isTrue();
    assertThat(reply.inputTokens()).isEqualTo(7);
    assertThat(reply.outputTokens()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // OpenAI: an index, the id once
        "[{'index':0,'id':'a','function':{'name':'find','arguments':''}}]"
            + "[{'index':0,'function':{'arguments':'{q:'}}][{'index':0,'function':{'arguments':'1}'}}]"
            + "[{'index':1,'id':'b','function':{'name':'look','arguments':'{}'}}]",
        // the id and the name with each piece
        "[{'index':0,'id':'a','function':{'name':'find','arguments':'{q:'}}]"
            + "[{'index':0,'id':'a','function':{'name':'find','arguments':'1}'}}]"
            + "[{'index':1,'id':'b','function':{'name':'look','arguments':'{}'}}]",
        // the same index for all
        "[{'index':0,'id':'a','function':{'name':'find','arguments':'{q:1}'}}]"
            + "[{'index':0,'id':'b','function':{'name':'look','arguments':'{}'}}]",
        // no index
        "[{'id':'a','function':{'name':'find','arguments':'{q:'}}]"
            + "[{'function':{'arguments':'1}'}}]"
            + "[{'id':'b','function':{'name':'look','arguments':'{}'}}]",
        // all at once
        "[{'index':0,'id':'a','function':{'name':'find','arguments':'{q:1}'}},"
            + "{'index':1,'id':'b','function':{'name':'look','arguments':'{}'}}]",
        // turn and turn about, ids and names empty where nothing is new
        "[{'index':0,'id':'a','function':{'name':'find','arguments':'{q:'}}]"
            + "[{'index':1,'id':'b','function':{'name':'look','arguments':'{'}}]"
            + "[{'index':0,'id':'','function':{'name':'','arguments':'1}'}}]"
            + "[{'index':1,'id':null,'function':{'name':null,'arguments':'}'}}]"
      })
  void shouldPutCallsTogether(String pieces) {
    StringBuilder events = new StringBuilder();
    for (String piece : pieces.split("(?<=])(?=\\[)")) {
      events.append(call(piece.substring(1, piece.length() - 1).replace('\'', '"')));
    }

    ChatReply reply = streamed(events.toString(), CALLS, DONE);

    assertThat(reply.finish()).isEqualTo(Finish.DONE);
    assertThat(calls(reply)).containsExactly("a find {q:1}", "b look {}");
  }

  @Test
  void shouldTakeArgumentsThatComeAsAnObject() {
    ChatReply reply =
        streamed(
            call(
                "{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"find\",\"arguments\":{\"q\":1}}}"),
            CALLS,
            DONE);

    assertThat(calls(reply)).containsExactly("a find {\"q\":1}");
  }

  @Test
  void shouldKeepWhatTheProviderWantsBack() {
    ChatReply reply =
        streamed(
            chunk("{\"reasoning_content\":\"Hm. \"}", "null"),
            chunk("{\"reasoning_content\":\"Bees.\"}", "null"),
            call(
                "{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"find\",\"arguments\":\"{}\"},\"extra_content\":{\"google\":{\"thought_signature\":\"xyz\"}}}"),
            CALLS,
            DONE);

    assertThat(reply.providerFields())
        .extracting(ProviderFields::fields)
        .hasToString("{\"reasoning_content\":\"Hm. Bees.\"}");
    assertThat(reply.toolRequests().getFirst().providerFields())
        .extracting(ProviderFields::fields)
        .hasToString("{\"extra_content\":{\"google\":{\"thought_signature\":\"xyz\"}}}");
  }

  @Test
  void shouldTakeTheWholeMessageOfThoseWhoSendItAlone() {
    String message =
        "data: {\"choices\":[{\"index\":0,\"message\":{\"content\":\"Bees hum.\"},\"finish_reason\":\"stop\"}]}\n\n";

    assertThat(streamed(message, DONE).content()).isEqualTo("Bees hum.");
    assertThat(streamed(text("Bees hum."), message, DONE).content()).isEqualTo("Bees hum.");
  }

  @Test
  void shouldTakeAnAnswerInOnePiece() {
    endpoint.answers(
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          byte[] body =
              "{\"choices\":[{\"message\":{\"content\":\"Bees hum.\"},\"finish_reason\":\"stop\"}]}"
                  .getBytes(java.nio.charset.StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
        });

    assertThat(endpoint.model().chat(REQUEST).content()).isEqualTo("Bees hum.");
  }

  @Test
  void shouldNotTakeTheBeginningOfAnAnswerForAnAnswer() {
    assertThat(streamed(text("Bees"), DONE).finish()).isEqualTo(Finish.UNCLEAR);
    assertThat(streamed(text("Bees")).finish()).isEqualTo(Finish.UNCLEAR);
    assertThat(streamed(text("Bees"), chunk("{}", "\"length\"")).finish())
        .isEqualTo(Finish.CUT_OFF);
  }

  @Test
  void shouldNotTakeAStreamForAnAnswerThatHasAnErrorInIt() {
    String error = "data: {\"error\":{\"message\":\"the GPU fell off\"}}\n\n";

    assertThatThrownBy(() -> streamed(text("Bees"), error))
        .isInstanceOf(TransientLlmException.class)
        .hasMessageContaining("broke off in the middle of an answer")
        .hasMessageContaining("the GPU fell off");
    assertThatThrownBy(() -> streamed(error)).isInstanceOf(TransientLlmException.class);
    assertThatThrownBy(() -> streamed("data: {\"choi\n\n"))
        .isInstanceOf(TransientLlmException.class);
    assertThatThrownBy(() -> streamed("")).isInstanceOf(TransientLlmException.class);
  }

  @Test
  void shouldReadAnswersThatAreLongerInTheirEventsThanAnyInOnePiece() {
    String padding = "\"padding\":\"" + "x".repeat(1_000) + "\",";
    StringBuilder events = new StringBuilder();
    for (int piece = 0; piece < 6_000; piece++) {
      events.append(text("b").replace("{\"choices\"", "{" + padding + "\"choices\""));
    }

    assertThat(streamed(events.toString(), STOP, DONE).content()).hasSize(6_000);
  }

  @Test
  void shouldStopReadingWhatDoesNotEnd() {
    assertThatThrownBy(() -> streamed(text("x".repeat(1_000_000)).repeat(5)))
        .isInstanceOf(TransientLlmException.class)
        .hasMessageContaining("sent more than 4 MB");
    assertThatThrownBy(() -> streamed("data: " + "x".repeat(5_000_000)))
        .isInstanceOf(TransientLlmException.class)
        .hasMessageContaining("sent more than 4 MB");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Unknown field: stream_options",
        "Streaming is not supported for this model.",
        "stream: Extra inputs are not permitted"
      })
  void shouldAskForLessWhereAnEndpointRefusesIt(String refusal) {
    endpoint.answers(StubEndpoint.body(400, "{\"error\":{\"message\":\"" + refusal + "\"}}"));
    var model = endpoint.provider().model("m-1");

    assertThatThrownBy(() -> model.chat(REQUEST))
        .asInstanceOf(type(TransientLlmException.class))
        .extracting(TransientLlmException::anotherMayAnswer)
        .isEqualTo(false);
    endpoint.answers(
        StubEndpoint.body(
            200,
            "{\"choices\":[{\"message\":{\"content\":\"Bees hum.\"},\"finish_reason\":\"stop\"}]}"));

    assertThat(model.chat(REQUEST).content()).isEqualTo("Bees hum.");
    var last = endpoint.asked().getLast().body();
    assertThat(last.has("stream_options")).isFalse();
    assertThat(last.path("stream").asBoolean()).isEqualTo(refusal.contains("stream_options"));
  }
}
