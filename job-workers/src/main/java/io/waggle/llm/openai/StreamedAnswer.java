package io.waggle.llm.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.llm.DraftListener;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the chunks of an answer together to what it would be in one piece. Whether anything is wrong
 * with that is for {@link ReplyMapping} to say, as of answers that come in one piece.
 */
final class StreamedAnswer {
  private final DraftListener draft;
  private final ObjectNode completion = Json.MAPPER.createObjectNode();
  private final ObjectNode choice = Json.MAPPER.createObjectNode();
  private final ObjectNode message = Json.MAPPER.createObjectNode();
  private final Pieces pieces = new Pieces();
  private final StreamedCalls calls = new StreamedCalls(pieces);
  private boolean inPieces;

  StreamedAnswer(DraftListener draft) {
    this.draft = draft;
  }

  /**
   * @throws BoundedBodies.TooLargeException if it is more by now than any answer of a model
   */
  void add(JsonNode chunk) throws BoundedBodies.TooLargeException {
    for (Map.Entry<String, JsonNode> field : chunk.properties()) {
      if (!field.getKey().equals("choices")) {
        Pieces.put(completion, field.getKey(), field.getValue());
      }
    }
    JsonNode first = chunk.path("choices").path(0);
    if (first.path("index").asInt(0) != 0) {
      return;
    }
    for (Map.Entry<String, JsonNode> field : first.properties()) {
      switch (field.getKey()) {
        case "delta", "message", "index" -> {}
        default -> Pieces.put(choice, field.getKey(), field.getValue());
      }
    }
    JsonNode delta = delta(first);
    if (delta != null) {
      grow(delta);
    }
  }

  /** Some servers send the whole message in the end, alone or once more. */
  private @Nullable JsonNode delta(JsonNode chosen) {
    JsonNode delta = chosen.path("delta");
    if (delta.isObject()) {
      inPieces |= !delta.isEmpty();
      return delta;
    }
    return inPieces || !chosen.path("message").isObject() ? null : chosen.path("message");
  }

  private void grow(JsonNode delta) throws BoundedBodies.TooLargeException {
    choice.set("message", message);
    for (Map.Entry<String, JsonNode> field : delta.properties()) {
      if (field.getKey().equals("tool_calls")) {
        for (JsonNode call : field.getValue()) {
          calls.add(call);
        }
      } else {
        pieces.add(message, field.getKey(), field.getValue());
      }
    }
    String written = Content.text(delta.path("content"));
    if (!written.isEmpty()) {
      draft.written(written);
    }
  }

  /**
   * @return the answer as far as it came; without a choice where none came
   */
  JsonNode completion() {
    pieces.finish();
    ArrayNode made = calls.all();
    if (!made.isEmpty()) {
      message.set("tool_calls", made);
    }
    if (!choice.isEmpty()) {
      completion.putArray("choices").add(choice);
    }
    return completion;
  }
}
