package io.waggle.invocation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.bpmn.Cut;
import io.waggle.llm.Message;
import io.waggle.llm.ToolDeclaration;
import java.util.List;

/**
 * The tool with which a model reads on in a result of which it was shown the beginning. Every agent
 * has it that has been shown such a result.
 */
public final class ReadResult {
  /** Its name. */
  public static final String NAME = "read_result";

  /** Chars that it shows at a time. */
  static final int AT_A_TIME = 20_000;

  /** Chars that are shown before what was looked for. */
  private static final int BEFORE = 200;

  /** The note that a result was cut stands in its last chars. */
  private static final int NOTE = 1_000;

  private static final String RESULT = "result";
  private static final String FROM = "from";
  private static final String FIND = "find";

  /** What models are told of it. */
  public static final ToolDeclaration DECLARATION =
      new ToolDeclaration(
          NAME,
          "Reads on in a result of a tool call, or of another step, that was too long to be shown whole.",
          schema());

  private ReadResult() {}

  private static ObjectNode schema() {
    ObjectNode schema = new ObjectMapper().createObjectNode().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    properties
        .putObject(RESULT)
        .put("type", "string")
        .put("minLength", 1)
        .put("description", "Which result, as the note at its cut says.");
    properties
        .putObject(FROM)
        .put("type", "integer")
        .put("minimum", 0)
        .put("default", 0)
        .put("description", "The character to begin at; 0 is the first.");
    properties
        .putObject(FIND)
        .put("type", "string")
        .put("minLength", 1)
        .put("description", "Begin where this text stands next, from that character on.");
    schema.putArray("required").add(RESULT);
    return schema.put("additionalProperties", false);
  }

  /**
   * @param ref path of the record that has the whole result
   * @return how a model that is shown the beginning can read on
   */
  public static String advice(String ref) {
    return "%s with %s \"%s\" reads on".formatted(NAME, RESULT, ref);
  }

  /** Whether a conversation has results of which only the beginning was shown. */
  public static boolean isUsefulIn(List<Message> conversation) {
    return conversation.stream()
        .anyMatch(
            message ->
                switch (message.role()) {
                  case TOOL -> isAdvised(message.text(), message.text().length() - NOTE);
                  case USER -> isAdvised(message.text(), 0);
                  case SYSTEM, ASSISTANT -> false;
                });
  }

  /** The results of a long conversation are not read from end to end on each turn. */
  private static boolean isAdvised(String text, int from) {
    return text.indexOf(NAME + " with ", from) >= 0;
  }

  /**
   * @param arguments that are valid
   * @return the path of the record that has the result
   */
  public static String ref(JsonNode arguments) {
    return arguments.path(RESULT).asText();
  }

  /**
   * @param whole the result
   * @param arguments that are valid
   * @return a part of it, with a note on where it stands, or why there is none
   */
  public static String part(String whole, JsonNode arguments) {
    long asked = arguments.path(FROM).asLong();
    if (asked >= whole.length()) {
      return "There is nothing from character %,d on: the result has %,d."
          .formatted(asked, whole.length());
    }
    int from = (int) asked;
    String find = arguments.path(FIND).asText("");
    if (!find.isEmpty()) {
      int found = whole.indexOf(find, from);
      if (found < 0) {
        return "'%s' does not stand in the result from character %,d on; it has %,d characters."
            .formatted(Cut.beginning(find, BEFORE), from, whole.length());
      }
      from = Math.max(from, found - BEFORE);
    }
    String part = Cut.beginning(Cut.sound(whole.substring(from)), AT_A_TIME);
    int to = from + part.length();
    String rest =
        to < whole.length() ? "; the next begins at %d".formatted(to) : "; this is the end";
    return "[characters %d to %d of %d%s]\n%s".formatted(from, to, whole.length(), rest, part);
  }
}
