package io.waggle.scripted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A tool call in a reply.
 *
 * @param name the tool's name; need not be one that the request offers
 * @param arguments an object is sent as JSON; a string is sent as it stands, which plays malformed
 *     JSON; left out means {@code {}}
 * @param id the call's id; left out, one is made from the request, the same at every retry
 */
public record ScriptedCall(String name, @Nullable JsonNode arguments, @Nullable String id) {
  /** Refuses a call without a name and arguments that are neither object nor string. */
  public ScriptedCall {
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException("a tool call needs a 'name'");
    }
    if (arguments == null || arguments.isNull()) {
      arguments = JsonNodeFactory.instance.objectNode();
    }
    if (!arguments.isObject() && !arguments.isTextual()) {
      throw new IllegalArgumentException(
          "'arguments' of tool call '%s' must be a map, or a string to be sent as it stands"
              .formatted(name));
    }
  }

  static ScriptedCall of(String name, Map<String, ?> arguments) {
    return new ScriptedCall(name, Json.MAPPER.valueToTree(arguments), null);
  }

  static ScriptedCall ofRaw(String name, String arguments) {
    return new ScriptedCall(name, TextNode.valueOf(arguments), null);
  }

  /** The arguments as they go over the wire. */
  String argumentsText() {
    JsonNode tree = arguments == null ? JsonNodeFactory.instance.objectNode() : arguments;
    return tree.isTextual() ? tree.textValue() : tree.toString();
  }

  ScriptedCall mapStrings(UnaryOperator<String> change) {
    return new ScriptedCall(
        name, arguments == null ? null : Json.mapStrings(arguments, change), id);
  }
}
