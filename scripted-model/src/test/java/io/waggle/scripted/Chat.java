package io.waggle.scripted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A conversation over real HTTP. */
final class Chat {
  static final HttpClient HTTP = HttpClient.newHttpClient();

  private final ObjectNode request = Json.MAPPER.createObjectNode();
  private final ArrayNode messages;

  Chat(String model) {
    request.put("model", model);
    messages = request.putArray("messages");
  }

  Chat user(String text) {
    messages.addObject().put("role", "user").put("content", text);
    return this;
  }

  Chat assistant(String text) {
    messages.addObject().put("role", "assistant").put("content", text);
    return this;
  }

  /** A call and its result. */
  Chat tool(String result) {
    String id = "call_" + messages.size();
    ObjectNode call = messages.addObject().put("role", "assistant").putNull("content");
    call.putArray("tool_calls").addObject().put("id", id).put("type", "function");
    messages.addObject().put("role", "tool").put("content", result).put("tool_call_id", id);
    return this;
  }

  Chat offering(String... tools) {
    ArrayNode offered = request.putArray("tools");
    for (String tool : tools) {
      offered.addObject().put("type", "function").putObject("function").put("name", tool);
    }
    return this;
  }

  Chat with(String key, Object value) {
    request.set(key, Json.MAPPER.valueToTree(value));
    return this;
  }

  HttpRequest to(URI baseUrl) {
    return HttpRequest.newBuilder(URI.create(baseUrl + "/chat/completions"))
        .header("Content-Type", "application/json")
        .header("Authorization", "Bearer none")
        .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(request)))
        .build();
  }

  HttpResponse<String> send(URI baseUrl) throws IOException, InterruptedException {
    return HTTP.send(to(baseUrl), HttpResponse.BodyHandlers.ofString());
  }

  JsonNode answer(URI baseUrl) throws IOException, InterruptedException {
    return Json.MAPPER.readTree(send(baseUrl).body());
  }

  String text(URI baseUrl) throws IOException, InterruptedException {
    return answer(baseUrl).at("/choices/0/message/content").asText();
  }
}
