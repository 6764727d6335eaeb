package io.waggle.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Completes a value after its schema: defaults are filled in, and what is null but optional is left
 * out, which models often confuse.
 */
public final class SchemaDefaults {
  private final JsonNode root;

  private SchemaDefaults(JsonNode root) {
    this.root = root;
  }

  /** Changes the value in place. */
  public static void complete(JsonNode value, JsonNode schema) {
    new SchemaDefaults(schema).walk(value, schema);
  }

  private void walk(JsonNode value, JsonNode reference) {
    JsonNode schema = resolved(reference, root);
    if (value instanceof ObjectNode object) {
      schema
          .path("properties")
          .properties()
          .forEach(property -> member(object, property.getKey(), property.getValue(), schema));
      if (schema.path("additionalProperties").isObject()) {
        object.forEach(member -> walk(member, schema.path("additionalProperties")));
      }
    } else if (value.isArray()) {
      value.forEach(item -> walk(item, schema.path("items")));
    }
    for (JsonNode choice : schema.path("anyOf")) {
      if (isMeant(choice, value)) {
        walk(value, choice);
      }
    }
  }

  private void member(ObjectNode object, String name, JsonNode schema, JsonNode parent) {
    if (object.path(name).isNull() && !isRequired(parent, name)) {
      object.remove(name);
    }
    if (!object.has(name) && schema.has("default")) {
      object.set(name, schema.get("default").deepCopy());
    }
    if (object.has(name)) {
      walk(object.path(name), schema);
    }
  }

  /** A choice between types has a constant member that tells them apart. */
  private boolean isMeant(JsonNode choice, JsonNode value) {
    return resolved(choice, root).path("properties").properties().stream()
        .filter(property -> property.getValue().has("const"))
        .allMatch(
            property -> property.getValue().path("const").equals(value.path(property.getKey())));
  }

  private static boolean isRequired(JsonNode schema, String name) {
    for (JsonNode required : schema.path("required")) {
      if (required.asText().equals(name)) {
        return true;
      }
    }
    return false;
  }

  /**
   * @return the schema itself, or what its {@code $ref} points to
   */
  static JsonNode resolved(JsonNode schema, JsonNode root) {
    String reference = schema.path("$ref").asText();
    return reference.startsWith("#") ? root.at(reference.substring(1)) : schema;
  }
}
