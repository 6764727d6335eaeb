package io.waggle.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.scripted.RecordedRequest;
import io.waggle.scripted.ScriptedModel;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;

/** Assertions about what the scripted model was asked since it was given its screenplay. */
public final class ModelAssert extends AbstractAssert<ModelAssert, ScriptedModel> {
  private static final ObjectMapper JSON = new ObjectMapper();

  ModelAssert(ScriptedModel model) {
    super(model, ModelAssert.class);
  }

  /** It gave so many answers: what a real one would have been paid for. */
  public ModelAssert answered(long times) {
    Assertions.assertThat(actual.counts().answered()).as("answers").isEqualTo(times);
    return this;
  }

  /** It had a scene for everything that it was asked. */
  public ModelAssert hadAnAnswerToEverything() {
    Assertions.assertThat(actual.requests())
        .as("requests that no scene of the screenplay fits")
        .allMatch(request -> request.scene() != null);
    return this;
  }

  /** Some message to this agent, of whatever role, has this part. */
  public ModelAssert wasTold(String agent, String part) {
    Assertions.assertThat(messages(agent))
        .as("messages to '%s'", agent)
        .anySatisfy(message -> Assertions.assertThat(message).contains(part));
    return this;
  }

  /** No message to any agent has this part: a secret, for example. */
  public ModelAssert wasNeverTold(String part) {
    Assertions.assertThat(actual.requests().stream().flatMap(ModelAssert::texts))
        .as("messages to agents")
        .noneSatisfy(message -> Assertions.assertThat(message).contains(part));
    return this;
  }

  /** This agent was offered these tools, among others, at least once. */
  public ModelAssert wasOffered(String agent, String... tools) {
    Assertions.assertThat(requests(agent).map(ModelAssert::tools))
        .as("tools offered to '%s'", agent)
        .anySatisfy(offered -> Assertions.assertThat(offered).contains(tools));
    return this;
  }

  private List<String> messages(String agent) {
    return requests(agent).flatMap(ModelAssert::texts).toList();
  }

  private Stream<RecordedRequest> requests(String agent) {
    return actual.requests().stream().filter(request -> request.role().equals(agent));
  }

  private static Stream<String> texts(RecordedRequest request) {
    return elements(body(request).path("messages")).map(ModelAssert::text);
  }

  /** A content is a text or a list of parts with a text each. */
  private static String text(JsonNode message) {
    JsonNode content = message.path("content");
    return content.isTextual() ? content.asText() : content.toString();
  }

  private static List<String> tools(RecordedRequest request) {
    return elements(body(request).path("tools"))
        .map(tool -> tool.at("/function/name").asText())
        .toList();
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static JsonNode body(RecordedRequest request) {
    try {
      return JSON.readTree(request.body());
    } catch (JsonProcessingException notJson) {
      throw new IllegalStateException(notJson);
    }
  }
}
