package io.waggle.mcp;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator.ValidationResponse;
import io.waggle.check.SchemaProblems;
import java.util.List;

/** How messages of the protocol are read and written. */
public final class McpJson {
  /** Of one text; the size of a message has a limit of its own. */
  private static final int LONGEST_TEXT = 64 * 1024 * 1024;

  static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  static {
    MAPPER
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxStringLength(LONGEST_TEXT).build());
  }

  private McpJson() {}

  /** For the SDK, which would look for one of its own otherwise. */
  public static McpJsonMapper mapper() {
    return new JacksonMcpJsonMapper(MAPPER);
  }

  /** For the SDK: checks values as arguments of tools are checked everywhere in Waggle. */
  public static JsonSchemaValidator validator() {
    return (schema, content) -> {
      List<String> problems = SchemaProblems.of(json(content), MAPPER.valueToTree(schema));
      return problems.isEmpty()
          ? ValidationResponse.asValid(String.valueOf(json(content)))
          : ValidationResponse.asInvalid(SchemaProblems.sentence(problems));
    };
  }

  /**
   * @param value as the SDK reads JSON: maps, lists, texts, numbers
   * @return the same as JSON
   */
  public static JsonNode json(Object value) {
    return MAPPER.valueToTree(value);
  }
}
