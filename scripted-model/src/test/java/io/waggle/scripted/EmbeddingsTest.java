package io.waggle.scripted;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EmbeddingsTest {
  @RegisterExtension
  static final ScriptedModelExtension model =
      ScriptedModelExtension.playing(
          Screenplay.parse(
              """
              roles: { clerk: [ { reply: Done. } ] }
              embeddings:
                concepts: [ [letters, post], [tea] ]
                longest: 40
                faults: [ { status: 429, times: 1 } ]
              """));

  private static HttpResponse<String> send(String body) throws Exception {
    return Chat.HTTP.send(
        HttpRequest.newBuilder(URI.create(model.baseUrl() + "/embeddings"))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void shouldGiveTheSameVectorToWordsOfOneConceptAfterItsFaults() throws Exception {
    String body = "{\"model\": \"e\", \"input\": [\"Letters!\", \"post\", \"tea\"]}";
    assertThat(send(body).statusCode()).isEqualTo(429);

    JsonNode answer = Json.MAPPER.readTree(send(body).body());

    JsonNode data = answer.path("data");
    assertThat(data.at("/0/embedding")).hasSize(Embeddings.LENGTH);
    assertThat(data.at("/1/embedding")).isEqualTo(data.at("/0/embedding"));
    assertThat(data.at("/2/embedding")).isNotEqualTo(data.at("/0/embedding"));
    assertThat(data.at("/2/index").asInt()).isEqualTo(2);
    assertThat(answer.path("model").asText()).isEqualTo("scripted:e");
    assertThat(answer.at("/usage/total_tokens").asInt()).isEqualTo(4);
    assertThat(model.counts().embeddings()).isEqualTo(2);
    assertThat(model.counts().total()).isZero();
  }

  @Test
  void shouldRefuseWhatOpenAiWouldRefuse() throws Exception {
    for (String body :
        new String[] {
          "{\"input\": \"a\"}",
          "{\"model\": \"e\"}",
          "{\"model\": \"e\", \"input\": [\"\"]}",
          "{\"model\": \"e\", \"input\": \"%s\"}".formatted("a".repeat(41))
        }) {
      assertThat(send(body).statusCode()).as(body).isEqualTo(400);
    }
  }
}
