package io.waggle.llm.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The fields of an answer, as they grow with the chunks that have a piece of one. */
final class Pieces {
  /** As much as an answer in one piece may have. */
  private static final long MOST_CHARS = BoundedBodies.MOST_BYTES;

  /** Texts that come piece by piece; all others come whole. */
  private static final Set<String> GROWING =
      Set.of(
          "content",
          "refusal",
          "reasoning",
          "reasoning_content",
          "thinking",
          "thought",
          "text",
          "arguments");

  private final IdentityHashMap<ObjectNode, Map<String, StringBuilder>> texts =
      new IdentityHashMap<>();
  private long chars;

  /** What comes again counts; what is null says nothing. */
  static void put(ObjectNode target, String name, JsonNode value) {
    if (!value.isNull()) {
      target.set(name, value);
    }
  }

  /**
   * @throws BoundedBodies.TooLargeException if it is more by now than any answer of a model
   */
  void add(ObjectNode target, String name, JsonNode piece) throws BoundedBodies.TooLargeException {
    JsonNode known = target.path(name);
    if (piece.isTextual() && GROWING.contains(name) && (known.isTextual() || known.isNull())) {
      count(piece.asText().length());
      grown(target, name, known.asText("")).append(piece.asText());
    } else if (known instanceof ObjectNode object && piece.isObject()) {
      for (Map.Entry<String, JsonNode> field : piece.properties()) {
        add(object, field.getKey(), field.getValue());
      }
    } else if (known instanceof ArrayNode array && piece.isArray()) {
      count(piece.toString().length());
      array.addAll((ArrayNode) piece);
    } else if (known instanceof ArrayNode array && piece.isTextual()) {
      count(piece.asText().length());
      array.add(part(piece.asText()));
    } else if (known.isTextual() && piece.isArray() && name.equals("content")) {
      count(piece.toString().length());
      String before = grown(target, name, known.asText()).toString();
      texts.getOrDefault(target, new LinkedHashMap<>()).remove(name);
      target.putArray(name).add(part(before)).addAll((ArrayNode) piece);
    } else {
      count(piece.toString().length());
      put(target, name, piece);
    }
  }

  /** Puts what has grown into its places. */
  void finish() {
    texts.forEach(
        (target, fields) -> fields.forEach((name, text) -> target.put(name, text.toString())));
  }

  private StringBuilder grown(ObjectNode target, String name, String before) {
    return texts
        .computeIfAbsent(target, first -> new LinkedHashMap<>())
        .computeIfAbsent(name, first -> new StringBuilder(before));
  }

  private void count(int more) throws BoundedBodies.TooLargeException {
    chars += more;
    if (chars > MOST_CHARS) {
      throw BoundedBodies.tooLarge();
    }
  }

  private static ObjectNode part(String text) {
    return Json.MAPPER.createObjectNode().put("type", "text").put("text", text);
  }
}
