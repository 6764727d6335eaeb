package io.waggle.scripted;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BadRequestTest {
  @RegisterExtension
  static final ScriptedModelExtension model =
      ScriptedModelExtension.playing(
          Screenplay.role("writer").on(When.turn(0)).id("begin").reply("ok").build());

  @Test
  void shouldSayWhichSceneIsMissing() throws Exception {
    HttpResponse<String> response =
        new Chat("writer").user("go").tool("done\n it").offering("save").send(model.baseUrl());

    assertThat(response.statusCode()).isEqualTo(400);
    JsonNode error = Json.MAPPER.readTree(response.body()).path("error");
    assertThat(error.path("code").asText()).isEqualTo("no_scene");
    assertThat(error.path("message").asText())
        .contains("role 'writer'", "turn 1", "(tool): \"done it\"", "offered: save")
        .contains("begin (turn 0)", "Add one under roles.writer: - { turn: 1, when:");
  }

  @Test
  void shouldAnswerLikeOpenAiToAnUnknownModel() throws Exception {
    HttpResponse<String> response = new Chat("painter").user("go").send(model.baseUrl());

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).contains("model_not_found", "no role 'painter' (roles: writer)");
  }

  @Test
  void shouldRefuseSeveralChoices() throws Exception {
    refused(new Chat("writer").user("go").with("n", 2), "'n' must be 1");
  }

  @Test
  void shouldRefuseARequestWithoutModelOrMessages() throws Exception {
    refused(new Chat("").user("go"), "'model'");
    refused(new Chat("writer"), "'messages'");
  }

  @Test
  void shouldRefuseACallWithoutResult() throws Exception {
    Map<String, Object> call =
        Map.of("role", "assistant", "tool_calls", List.of(Map.of("id", "c1")));

    refused(new Chat("writer").with("messages", List.of(call)), "no response: c1");
  }

  @Test
  void shouldRefuseAResultWithoutCall() throws Exception {
    Map<String, Object> result = Map.of("role", "tool", "tool_call_id", "c9", "content", "x");

    refused(new Chat("writer").with("messages", List.of(result)), "no open call has the id 'c9'");
  }

  @Test
  void shouldRefuseWhatIsNotJson() throws Exception {
    HttpResponse<String> response = post("/chat/completions", "{\"model\": ");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("could not parse the JSON body");
  }

  @Test
  void shouldNameWhatItServesWhenAskedForSomethingElse() throws Exception {
    HttpResponse<String> response = post("/responses", "{}");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body())
        .contains("POST /v1/responses", "POST /v1/chat/completions", "POST /v1/embeddings");
  }

  @Test
  void shouldAcceptTheUsualParameters() throws Exception {
    HttpResponse<String> response =
        new Chat("writer")
            .user("go")
            .with("max_completion_tokens", 100)
            .with("tool_choice", "auto")
            .with("parallel_tool_calls", true)
            .with("temperature", 0)
            .with("response_format", Map.of("type", "json_object"))
            .with("stream", false)
            .send(model.baseUrl());

    assertThat(response.statusCode()).isEqualTo(200);
  }

  private static void refused(Chat chat, String reason) throws Exception {
    HttpResponse<String> response = chat.send(model.baseUrl());
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Json.MAPPER.readTree(response.body()).at("/error/message").asText())
        .contains(reason);
  }

  private static HttpResponse<String> post(String path, String body) throws Exception {
    return Chat.HTTP.send(
        HttpRequest.newBuilder(URI.create(model.baseUrl() + path))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
