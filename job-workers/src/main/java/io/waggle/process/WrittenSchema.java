package io.waggle.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.tool.DefinitionException;

/** JSON Schemas that somebody wrote as a text. */
public final class WrittenSchema {
  /** Of a tool without parameters. */
  public static final ObjectNode NONE = object();

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private WrittenSchema() {}

  /**
   * @param what the text, for messages
   * @param json an object
   * @throws DefinitionException if it is none
   */
  public static ObjectNode read(String what, String json) {
    try {
      JsonNode schema = MAPPER.readTree(json);
      if (schema instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException unreadable) {
      throw new DefinitionException(
          "%s is no JSON: %s".formatted(what, unreadable.getOriginalMessage()), unreadable);
    }
    throw new DefinitionException("%s has to be a JSON Schema, an object.".formatted(what));
  }

  /** An object that has no properties yet, and may have no others than will be added. */
  static ObjectNode object() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
    schema.putObject("properties");
    return schema.put("additionalProperties", false);
  }
}
