package io.waggle.scripted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A {@code chat.completion} as the events in which OpenAI would stream it. */
public final class CompletionEvents {
  /** What is streamed in pieces, where it is a text; all else comes whole. */
  private static final Set<String> IN_PIECES =
      Set.of("content", "refusal", "reasoning", "reasoning_content");

  /** Chars of a piece: about a token. */
  private static final int PIECE = 5;

  private static final String END = "data: [DONE]\n\n";

  private final JsonNode completion;
  private final JsonNode choice;
  private final List<String> events = new ArrayList<>();

  private CompletionEvents(JsonNode completion) {
    this.completion = completion;
    this.choice = completion.path("choices").path(0);
  }

  /**
   * @param body of a response
   * @return whether it is an answer that can be streamed
   */
  public static boolean isPossible(JsonNode body) {
    return body.path("choices").path(0).path("message").isObject();
  }

  /**
   * @param completion with one choice at least, of which the first is streamed
   * @return server-sent events as they go over the wire, the end included
   */
  public static List<String> of(JsonNode completion) {
    return new CompletionEvents(completion).events();
  }

  private List<String> events() {
    ObjectNode first = delta();
    for (Map.Entry<String, JsonNode> field : choice.path("message").properties()) {
      if (!isInPieces(field.getKey(), field.getValue()) && !field.getKey().equals("tool_calls")) {
        first.set(field.getKey(), field.getValue());
      }
    }
    addDelta(first);
    for (Map.Entry<String, JsonNode> field : choice.path("message").properties()) {
      if (isInPieces(field.getKey(), field.getValue())) {
        pieces(field.getValue().asText())
            .forEach(piece -> addDelta(delta().put(field.getKey(), piece)));
      }
    }
    int index = 0;
    for (JsonNode call : choice.path("message").path("tool_calls")) {
      addCall(index++, call);
    }
    addEnd();
    return events;
  }

  private static boolean isInPieces(String name, JsonNode value) {
    return value.isTextual() && IN_PIECES.contains(name);
  }

  private void addCall(int index, JsonNode call) {
    if (!call.isObject()) {
      return;
    }
    JsonNode arguments = call.at("/function/arguments");
    ObjectNode begun = call.deepCopy();
    begun.put("index", index);
    if (arguments.isTextual()) {
      ((ObjectNode) begun.path("function")).put("arguments", "");
    }
    ObjectNode first = delta();
    first.putArray("tool_calls").add(begun);
    addDelta(first);
    if (arguments.isTextual()) {
      for (String piece : pieces(arguments.asText())) {
        ObjectNode next = delta();
        next.putArray("tool_calls")
            .addObject()
            .put("index", index)
            .putObject("function")
            .put("arguments", piece);
        addDelta(next);
      }
    }
  }

  private void addEnd() {
    ObjectNode chunk = chunk();
    ObjectNode last = choice.deepCopy();
    last.remove("message");
    last.putObject("delta");
    chunk.putArray("choices").add(last);
    addEvent(chunk);
    ObjectNode rest = chunk();
    completion
        .properties()
        .forEach(
            field -> {
              if (!field.getKey().equals("choices") && !rest.has(field.getKey())) {
                rest.set(field.getKey(), field.getValue());
              }
            });
    rest.putArray("choices");
    addEvent(rest);
    events.add(END);
  }

  private void addDelta(ObjectNode delta) {
    ObjectNode chunk = chunk();
    chunk
        .putArray("choices")
        .addObject()
        .put("index", 0)
        .putNull("finish_reason")
        .set("delta", delta);
    addEvent(chunk);
  }

  private ObjectNode chunk() {
    ObjectNode chunk = Json.MAPPER.createObjectNode();
    for (String name : List.of("id", "created", "model")) {
      if (completion.has(name)) {
        chunk.set(name, completion.path(name));
      }
    }
    return chunk.put("object", "chat.completion.chunk");
  }

  private static ObjectNode delta() {
    return Json.MAPPER.createObjectNode();
  }

  private void addEvent(ObjectNode chunk) {
    events.add("data: " + chunk + "\n\n");
  }

  /** At whole characters: a half surrogate pair does not survive the wire. */
  private static List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    for (int from = 0; from < text.length(); ) {
      int to = Math.min(text.length(), from + PIECE);
      if (to < text.length() && Character.isLowSurrogate(text.charAt(to))) {
        to--;
      }
      pieces.add(text.substring(from, to));
      from = to;
    }
    return pieces;
  }
}
