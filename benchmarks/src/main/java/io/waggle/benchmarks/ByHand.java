package io.waggle.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The least that workers written by hand would do for a turn of the same agent: ask the model over
 * HTTP with the whole conversation, and write a row before each of the two jobs is completed. There
 * is nothing in them of what else Waggle does: no limits, no gates, no other workers to be told
 * apart from, no row is read again.
 */
final class ByHand implements AutoCloseable {
  private static final String TOOL =
      """
      [{"type":"function","function":{"name":"nothing","description":"Does nothing.","parameters":{"type":"object","properties":{}}}}]
      """;
  private static final String BEGIN =
      """
      [{"role":"system","content":"You take turns."},{"role":"user","content":"Take turns"}]
      """;

  private final ObjectMapper mapper = JsonMapper.builder().build();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Those of a benchmark are some megabytes in all. */
  private final Map<Long, List<JsonNode>> conversations = new ConcurrentHashMap<>();

  private final URI completions;
  private final Rows rows;

  /** What is written of a job before it is completed. */
  @FunctionalInterface
  interface Rows {
    /** Somebody else writes it. */
    Rows NONE = (run, turn, step, body) -> {};

    void record(long run, int turn, String step, JsonNode body);
  }

  ByHand(URI model, Rows rows) {
    this.completions = URI.create(model + "/chat/completions");
    this.rows = rows;
  }

  /**
   * The first job.
   *
   * @param run key of the process instance
   * @param turn of it
   * @return id of the tool call that the model asks for
   */
  String ask(long run, int turn) {
    List<JsonNode> conversation = conversations.computeIfAbsent(run, begun -> messages());
    JsonNode answer = answer(conversation).at("/choices/0/message");
    rows.record(run, turn, "ask", answer);
    conversation.add(answer);
    return call(answer);
  }

  /** The second one, of the same turn. */
  void call(long run, int turn) {
    List<JsonNode> conversation = conversation(run);
    ObjectNode observation = mapper.createObjectNode();
    observation.put("role", "tool");
    observation.put("tool_call_id", call(conversation.getLast()));
    observation.put("content", "done");
    rows.record(run, turn, "call", observation);
    conversation.add(observation);
  }

  private static String call(JsonNode answer) {
    return answer.at("/tool_calls/0/id").asText();
  }

  private List<JsonNode> messages() {
    List<JsonNode> messages = new ArrayList<>();
    tree(BEGIN).forEach(messages::add);
    return messages;
  }

  private List<JsonNode> conversation(long run) {
    List<JsonNode> conversation = conversations.get(run);
    if (conversation == null) {
      throw new IllegalStateException("Nothing is known of the process instance " + run);
    }
    return conversation;
  }

  private JsonNode answer(List<JsonNode> conversation) {
    ObjectNode body = mapper.createObjectNode().put("model", "turner");
    body.putArray("messages").addAll(conversation);
    body.set("tools", tree(TOOL));
    HttpRequest request =
        HttpRequest.newBuilder(completions)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    try {
      return tree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(ended);
    }
  }

  private JsonNode tree(String json) {
    try {
      return mapper.readTree(json);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
