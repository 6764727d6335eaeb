package io.waggle.scripted;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A request for vectors.
 *
 * @param texts at least one, none of them empty
 * @param fingerprint the same for the same request
 */
record EmbeddingRequest(String model, List<String> texts, String fingerprint) {

  /** Reads a request, or throws the error that OpenAI would answer. */
  static EmbeddingRequest parse(byte[] body) {
    JsonNode root = ChatRequest.tree(body);
    String model = root.path("model").asText("");
    if (model.isBlank()) {
      throw ChatRequest.bad("You must provide a 'model' parameter.");
    }
    JsonNode input = root.path("input");
    List<String> texts = new ArrayList<>();
    if (input.isTextual()) {
      texts.add(input.asText());
    }
    input.forEach(text -> texts.add(text.isTextual() ? text.asText() : ""));
    if (texts.isEmpty() || texts.contains("")) {
      throw ChatRequest.bad("'input' must be a text or a list of texts, none of them empty.");
    }
    return new EmbeddingRequest(model, texts, Json.fingerprint(root, Set.of()));
  }
}
