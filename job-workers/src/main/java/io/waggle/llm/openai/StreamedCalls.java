package io.waggle.llm.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tool calls of an answer that comes in chunks. OpenAI says with an index which call goes on;
 * others leave it out, or give all calls the same one and tell them apart by their ids.
 */
final class StreamedCalls {
  private final Pieces pieces;
  private final List<ObjectNode> calls = new ArrayList<>();
  private final Map<Integer, ObjectNode> byIndex = new HashMap<>();

  StreamedCalls(Pieces pieces) {
    this.pieces = pieces;
  }

  /**
   * @throws BoundedBodies.TooLargeException if the answer is more by now than any of a model
   */
  void add(JsonNode piece) throws BoundedBodies.TooLargeException {
    if (!piece.isObject()) {
      return;
    }
    ObjectNode call = goneOn(piece);
    if (call == null) {
      call = Json.MAPPER.createObjectNode();
      calls.add(call);
    }
    if (isIndexed(piece)) {
      byIndex.put(piece.path("index").asInt(), call);
    }
    for (Map.Entry<String, JsonNode> field : piece.properties()) {
      switch (field.getKey()) {
        case "index" -> {}
        case "id", "type" -> putOnce(call, field.getKey(), field.getValue());
        case "function" -> function(call, field.getValue());
        default -> pieces.add(call, field.getKey(), field.getValue());
      }
    }
  }

  ArrayNode all() {
    return Json.MAPPER.createArrayNode().addAll(calls);
  }

  /** The call of which it is a piece; null if it begins one. */
  private @Nullable ObjectNode goneOn(JsonNode piece) {
    String id = piece.path("id").asText("");
    if (isIndexed(piece)) {
      ObjectNode open = byIndex.get(piece.path("index").asInt());
      boolean another = open != null && !id.isEmpty() && !isOf(open, id);
      return another ? withId(id) : open;
    }
    if (!id.isEmpty()) {
      return withId(id);
    }
    boolean begins = !piece.at("/function/name").asText("").isEmpty();
    return begins || calls.isEmpty() ? null : calls.getLast();
  }

  private static boolean isIndexed(JsonNode piece) {
    return piece.path("index").isIntegralNumber();
  }

  private static boolean isOf(ObjectNode call, String id) {
    String known = call.path("id").asText("");
    return known.isEmpty() || known.equals(id);
  }

  private @Nullable ObjectNode withId(String id) {
    return calls.stream()
        .filter(call -> call.path("id").asText().equals(id))
        .findFirst()
        .orElse(null);
  }

  private void function(ObjectNode call, JsonNode piece) throws BoundedBodies.TooLargeException {
    if (!piece.isObject()) {
      Pieces.put(call, "function", piece);
      return;
    }
    ObjectNode function =
        call.path("function").isObject()
            ? (ObjectNode) call.path("function")
            : call.putObject("function");
    for (Map.Entry<String, JsonNode> field : piece.properties()) {
      switch (field.getKey()) {
        case "name" -> putOnce(function, "name", field.getValue());
        default -> pieces.add(function, field.getKey(), field.getValue());
      }
    }
  }

  /** Some say it with each piece, some say it empty in all but the first. */
  private static void putOnce(ObjectNode target, String name, JsonNode value) {
    if (target.path(name).asText("").isEmpty()) {
      Pieces.put(target, name, value);
    }
  }
}
