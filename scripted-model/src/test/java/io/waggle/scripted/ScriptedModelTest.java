package io.waggle.scripted;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ScriptedModelTest {
  @RegisterExtension
  static final ScriptedModelExtension model =
      ScriptedModelExtension.playing(Screenplay.resource("screenplays/reviewer.yaml"));

  @Test
  void shouldSayThatItIsScripted() throws Exception {
    HttpResponse<String> response = new Chat("reviewer").user("go").send(model.baseUrl());

    JsonNode answer = Json.MAPPER.readTree(response.body());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("X-Scripted-Model")).contains("true");
    assertThat(answer.path("model").asText()).isEqualTo("scripted:reviewer");
    assertThat(answer.path("system_fingerprint").asText()).isEqualTo("scripted");
    assertThat(answer.path("object").asText()).isEqualTo("chat.completion");
  }

  @Test
  void shouldStreamTheSameAnswerPieceByPiece() throws Exception {
    JsonNode whole = new Chat("reviewer").user("go").offering("read_file").answer(model.baseUrl());
    HttpResponse<String> response =
        new Chat("reviewer")
            .user("go")
            .offering("read_file")
            .with("stream", true)
            .send(model.baseUrl());

    assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
    List<String> events = response.body().lines().filter(line -> !line.isEmpty()).toList();
    StringBuilder content = new StringBuilder();
    StringBuilder arguments = new StringBuilder();
    for (String event : events.subList(0, events.size() - 1)) {
      JsonNode chunk = Json.MAPPER.readTree(event.substring("data: ".length()));
      JsonNode delta = chunk.at("/choices/0/delta");
      content.append(delta.path("content").asText(""));
      for (JsonNode call : delta.path("tool_calls")) {
        if (call.path("index").asInt() == 0) {
          arguments.append(call.at("/function/arguments").asText());
        }
      }
    }
    JsonNode message = whole.at("/choices/0/message");
    assertThat(content).hasToString(message.path("content").asText());
    assertThat(arguments).hasToString(message.at("/tool_calls/0/function/arguments").asText());
    assertThat(events.getLast()).isEqualTo("data: [DONE]");
    assertThat(events).anyMatch(event -> event.contains("\"finish_reason\":\"tool_calls\""));
    assertThat(Json.MAPPER.readTree(events.get(events.size() - 2).substring(6)).path("usage"))
        .isEqualTo(whole.path("usage"));
  }

  @Test
  void shouldChooseTheSceneByTheToolsOffered() throws Exception {
    JsonNode answer =
        new Chat("reviewer").user("the invoices").offering("make_plan").answer(model.baseUrl());

    JsonNode call = answer.at("/choices/0/message/tool_calls/0/function");
    JsonNode arguments = Json.MAPPER.readTree(call.path("arguments").asText());
    assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
    assertThat(call.path("name").asText()).isEqualTo("make_plan");
    assertThat(arguments.at("/steps/0/instruction").asText()).isEqualTo("Read for the invoices");
  }

  @Test
  void shouldPlayTextParallelCallsAndMalformedArguments() throws Exception {
    JsonNode answer = new Chat("reviewer").user("go").offering("read_file").answer(model.baseUrl());

    JsonNode message = answer.at("/choices/0/message");
    assertThat(message.path("content").asText()).isEqualTo("Let me look.");
    assertThat(message.at("/tool_calls/0/function/arguments").asText())
        .isEqualTo("{\"path\":\"Invoice.java\",\"lines\":20}");
    assertThat(message.at("/tool_calls/1/function/arguments").asText()).isEqualTo("{\"path\": ");
    assertThat(message.at("/tool_calls/0/id").asText())
        .isNotEqualTo(message.at("/tool_calls/1/id").asText());
  }

  @Test
  void shouldFillTheCapturesOfARegularExpression() throws Exception {
    assertThat(new Chat("reviewer").user("go").tool("12 errors in A.java").text(model.baseUrl()))
        .isEqualTo("A.java has 12 errors; cost ${5}.");
  }

  @Test
  void shouldAnswerWithTheContentOfAFileAsItIs() throws Exception {
    assertThat(new Chat("reviewer").user("the file").tool("ok").text(model.baseUrl()))
        .isEqualTo("A file with ${task} kept as it is.");
  }

  @Test
  void shouldPlayGivenUsageAndFinishReasonWhereNoToolIsOffered() throws Exception {
    JsonNode answer =
        new Chat("reviewer")
            .user("go")
            .assistant("a")
            .assistant("b")
            .user("Write the final answer.")
            .answer(model.baseUrl());

    assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("length");
    assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(7);
    assertThat(answer.at("/usage/total_tokens").asInt()).isEqualTo(10);
    assertThat(answer.at("/usage/prompt_tokens_details/cached_tokens").asInt()).isEqualTo(2);
  }

  @Test
  void shouldComputeUsageFromLengths() throws Exception {
    JsonNode small = new Chat("reviewer").user("go").answer(model.baseUrl());
    JsonNode large = new Chat("reviewer").user("go".repeat(4_000)).answer(model.baseUrl());

    int grown = large.at("/usage/prompt_tokens").asInt() - small.at("/usage/prompt_tokens").asInt();
    assertThat(grown).isBetween(1_990, 2_010);
    assertThat(small.at("/usage/completion_tokens").asInt()).isPositive();
  }

  @Test
  void shouldPlayARefusal() throws Exception {
    JsonNode message =
        new Chat("strict").user("go").answer(model.baseUrl()).at("/choices/0/message");

    assertThat(message.path("refusal").asText()).isEqualTo("I cannot help with that.");
    assertThat(message.path("content").isNull()).isTrue();
  }

  @Test
  void shouldGiveTheSameAnswerToTheSameRequest() throws Exception {
    JsonNode first = new Chat("reviewer").user("go").answer(model.baseUrl());
    JsonNode second = new Chat("reviewer").user("go").answer(model.baseUrl());

    assertThat(second.path("choices")).isEqualTo(first.path("choices"));
    assertThat(model.counts().distinct()).isEqualTo(1);
    assertThat(model.counts().answered()).isEqualTo(2);
  }

  @Test
  void shouldReadMessagesInParts() throws Exception {
    Map<String, Object> message =
        Map.of("role", "user", "content", List.of(Map.of("type", "text", "text", "in parts")));
    Chat chat = new Chat("reviewer").with("messages", List.of(message)).offering("make_plan");

    assertThat(chat.send(model.baseUrl()).body()).contains("Read for in parts");
  }

  @Test
  void shouldListItsRolesAsModels() throws Exception {
    assertThat(Json.MAPPER.readTree(get("/v1/models")).path("data").findValuesAsText("id"))
        .containsExactly("reviewer", "strict");
  }

  @Test
  void shouldTellItsCountsToOtherProcesses() throws Exception {
    new Chat("reviewer").user("go").send(model.baseUrl());
    new Chat("strict").user("go").send(model.baseUrl());
    new Chat("strict").user("go").send(model.baseUrl());
    new Chat("nobody").user("go").send(model.baseUrl());

    JsonNode counts = Json.MAPPER.readTree(get("/scripted/requests"));
    assertThat(counts.path("total").asInt()).isEqualTo(4);
    assertThat(counts.path("answered").asInt()).isEqualTo(3);
    assertThat(counts.path("unmatched").asInt()).isEqualTo(1);
    assertThat(counts.at("/roles/strict").asInt()).isEqualTo(2);
    assertThat(counts.at("/scenes/read").asInt()).isEqualTo(1);
    assertThat(counts.at("/scenes/strict#1").asInt()).isEqualTo(2);
    assertThat(model.requests())
        .extracting(RecordedRequest::scene)
        .containsExactly("read", "strict#1", "strict#1", null);

    Chat.HTTP.send(
        HttpRequest.newBuilder(url("/scripted/requests")).DELETE().build(),
        HttpResponse.BodyHandlers.discarding());
    assertThat(model.counts().total()).isZero();
  }

  @Test
  void shouldAnswerAThousandSlowRequestsAtOnce() {
    model.play(
        Screenplay.role("slow").on(When.turn(0)).delay(Duration.ofSeconds(1)).reply("ok").build());
    Instant start = Instant.now();

    List<CompletableFuture<HttpResponse<String>>> answers =
        IntStream.range(0, 1_000)
            .mapToObj(i -> new Chat("slow").user("n" + i).to(model.baseUrl()))
            .map(r -> Chat.HTTP.sendAsync(r, HttpResponse.BodyHandlers.ofString()))
            .toList();

    assertThat(answers).allSatisfy(a -> assertThat(a.join().statusCode()).isEqualTo(200));
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(60));
    assertThat(model.counts().distinct()).isEqualTo(1_000);
  }

  private static String get(String path) throws Exception {
    return Chat.HTTP
        .send(HttpRequest.newBuilder(url(path)).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static URI url(String path) {
    return model.baseUrl().resolve(path);
  }
}
