package io.waggle.mcp;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.spec.McpSchema;
import io.waggle.check.SchemaCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a server says of one of its tools, as a person has accepted it.
 *
 * @param description what the model decides by
 * @param inputSchema JSON schema of the arguments
 * @param annotations what the server says about the tool's effects; null: nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PinnedTool(String description, JsonNode inputSchema, @Nullable JsonNode annotations) {

  static PinnedTool of(McpSchema.Tool tool) {
    String description = tool.description() == null ? tool.title() : tool.description();
    ObjectNode hints = McpJson.MAPPER.createObjectNode();
    if (tool.annotations() != null) {
      put(hints, "readOnlyHint", tool.annotations().readOnlyHint());
      put(hints, "destructiveHint", tool.annotations().destructiveHint());
      put(hints, "idempotentHint", tool.annotations().idempotentHint());
      put(hints, "openWorldHint", tool.annotations().openWorldHint());
    }
    return new PinnedTool(
        description == null ? "" : description.strip(),
        tool.inputSchema() == null
            ? McpJson.MAPPER.createObjectNode()
            : McpJson.json(tool.inputSchema()),
        hints.isEmpty() ? null : hints);
  }

  private static void put(ObjectNode hints, String name, @Nullable Boolean hint) {
    if (hint != null) {
      hints.put(name, hint.booleanValue());
    }
  }

  boolean hints(String name) {
    return annotations != null && annotations.path(name).asBoolean(false);
  }

  /**
   * @return the schema as providers of models take it. Servers name an earlier version of JSON
   *     Schema than is read here; what they use of it means the same in both.
   */
  ObjectNode parameters() {
    ObjectNode schema =
        inputSchema.isObject() ? inputSchema.deepCopy() : McpJson.MAPPER.createObjectNode();
    schema.remove(List.of("$schema", "$id"));
    if (!schema.has("type")) {
      schema.put("type", "object");
    }
    if (!schema.has("properties")) {
      schema.putObject("properties");
    }
    return schema;
  }

  /**
   * @return why no model can be offered this tool, as a clause; empty if one can
   */
  Optional<String> problem() {
    if (!parameters().path("type").asText().equals("object")) {
      return Optional.of("the schema of its arguments is none of an object");
    }
    return SchemaCheck.problem(parameters())
        .map(problem -> "the schema of its arguments " + problem);
  }

  /**
   * @return what is no longer as it was, as the object of a sentence; empty if nothing
   */
  Optional<String> changeTo(PinnedTool live) {
    List<String> changed = new ArrayList<>();
    if (!description.equals(live.description)) {
      changed.add("its description");
    }
    if (!inputSchema.equals(live.inputSchema)) {
      changed.add("the schema of its arguments");
    }
    if (!java.util.Objects.equals(annotations, live.annotations)) {
      changed.add("what it says about its effects");
    }
    return changed.isEmpty() ? Optional.empty() : Optional.of(String.join(" and ", changed));
  }
}
