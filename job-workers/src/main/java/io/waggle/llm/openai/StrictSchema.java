package io.waggle.llm.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts a schema into the part of JSON Schema that strict modes enforce: every member required, none
 * besides. What was optional may be null instead, and is read as absent. A schema that says more is
 * not put into it, since what it says would be lost.
 */
final class StrictSchema {
  private static final Set<String> KNOWN =
      Set.of(
          "type",
          "properties",
          "required",
          "additionalProperties",
          "items",
          "enum",
          "const",
          "anyOf",
          "$ref",
          "$defs",
          "description",
          "pattern",
          "format",
          "multipleOf",
          "maximum",
          "minimum",
          "exclusiveMaximum",
          "exclusiveMinimum",
          "minItems",
          "maxItems");

  /** Nothing that is checked depends on them; a default is filled in for what is null. */
  private static final Set<String> ANNOTATIONS =
      Set.of("title", "default", "examples", "$comment", "$schema", "deprecated", "readOnly");

  private static final Set<String> FORMATS =
      Set.of("date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid");

  private static final int DEEPEST = 10;
  private static final int MOST_MEMBERS = 5_000;

  private int members;

  private StrictSchema() {}

  /**
   * @param schema of an object
   * @return the same for a strict mode; empty if something of it would be lost
   */
  static Optional<ObjectNode> of(JsonNode schema) {
    if (!schema.path("type").asText().equals("object") || schema.has("anyOf")) {
      return Optional.empty();
    }
    StrictSchema strict = new StrictSchema();
    ObjectNode root = strict.part(schema, 1);
    if (root != null && schema.has("$defs")) {
      ObjectNode definitions = strict.all(schema.path("$defs"), 1);
      root = definitions == null ? null : root.set("$defs", definitions);
    }
    return Optional.ofNullable(root).filter(whole -> strict.members <= MOST_MEMBERS);
  }

  /** Null if it cannot be strict. */
  private @Nullable ObjectNode part(JsonNode schema, int depth) {
    if (!(schema instanceof ObjectNode given) || depth > DEEPEST || !isKnown(given)) {
      return null;
    }
    ObjectNode strict = given.deepCopy();
    strict.remove(ANNOTATIONS);
    strict.remove("$defs");
    if (strict.has("$ref")) {
      return reference(strict);
    }
    if (strict.has("anyOf")) {
      return choice(strict, depth);
    }
    Set<String> types = types(strict);
    if (types.contains("object")) {
      return object(strict, depth);
    }
    if (types.contains("array")) {
      ObjectNode items = part(strict.path("items"), depth + 1);
      return items == null ? null : strict.set("items", items);
    }
    return types.isEmpty() && !typed(strict) ? null : strict;
  }

  private @Nullable ObjectNode object(ObjectNode strict, int depth) {
    JsonNode others = strict.path("additionalProperties");
    boolean closed = others.isMissingNode() || (others.isBoolean() && !others.asBoolean());
    ObjectNode properties = all(strict.path("properties"), depth);
    if (!closed || properties == null || (properties.isEmpty() && others.isMissingNode())) {
      return null;
    }
    Set<String> required = new HashSet<>();
    strict.path("required").forEach(name -> required.add(name.asText()));
    ArrayNode names = strict.putArray("required");
    for (Map.Entry<String, JsonNode> property : properties.properties()) {
      names.add(property.getKey());
      members++;
      if (!required.remove(property.getKey())) {
        property.setValue(nullable((ObjectNode) property.getValue()));
      }
    }
    strict.set("properties", properties);
    strict.put("additionalProperties", false);
    return required.isEmpty() ? strict : null;
  }

  private @Nullable ObjectNode all(JsonNode parts, int depth) {
    ObjectNode strict = Json.MAPPER.createObjectNode();
    for (Map.Entry<String, JsonNode> member : parts.properties()) {
      ObjectNode part = part(member.getValue(), depth + 1);
      if (part == null) {
        return null;
      }
      strict.set(member.getKey(), part);
    }
    return strict;
  }

  /** Nothing but a description may stand beside a reference, and that only around it. */
  private static @Nullable ObjectNode reference(ObjectNode strict) {
    JsonNode description = strict.remove("description");
    if (strict.size() > 1) {
      return null;
    }
    if (description == null) {
      return strict;
    }
    ObjectNode around = Json.MAPPER.createObjectNode();
    around.set("description", description);
    around.putArray("anyOf").add(strict);
    return around;
  }

  private @Nullable ObjectNode choice(ObjectNode strict, int depth) {
    ArrayNode choices = Json.MAPPER.createArrayNode();
    for (JsonNode choice : strict.path("anyOf")) {
      ObjectNode part = part(choice, depth + 1);
      if (part == null) {
        return null;
      }
      choices.add(part);
    }
    strict.set("anyOf", choices);
    Set<String> beside = new HashSet<>();
    strict.fieldNames().forEachRemaining(beside::add);
    return Set.of("anyOf", "description").containsAll(beside) ? strict : null;
  }

  /** The same, or null. */
  private static ObjectNode nullable(ObjectNode part) {
    JsonNode type = part.path("type");
    if (type.isMissingNode() || part.has("const")) {
      ObjectNode either = Json.MAPPER.createObjectNode();
      ArrayNode choices = either.putArray("anyOf");
      if (part.has("anyOf")) {
        choices.addAll((ArrayNode) part.path("anyOf"));
      } else {
        choices.add(part);
      }
      if (part.has("anyOf") && part.has("description")) {
        either.set("description", part.path("description"));
      }
      choices.addObject().put("type", "null");
      return either;
    }
    Set<String> types = types(part);
    if (!types.contains("null")) {
      ArrayNode both = Json.MAPPER.createArrayNode();
      (type.isArray() ? type : Json.MAPPER.createArrayNode().add(type)).forEach(both::add);
      part.set("type", both.add("null"));
      if (part.path("enum") instanceof ArrayNode values) {
        values.addNull();
      }
    }
    return part;
  }

  private static boolean isKnown(ObjectNode schema) {
    for (Map.Entry<String, JsonNode> member : schema.properties()) {
      if (!KNOWN.contains(member.getKey()) && !ANNOTATIONS.contains(member.getKey())) {
        return false;
      }
    }
    return !schema.has("format") || FORMATS.contains(schema.path("format").asText());
  }

  private static Set<String> types(ObjectNode schema) {
    Set<String> types = new HashSet<>();
    JsonNode type = schema.path("type");
    if (type.isTextual()) {
      types.add(type.asText());
    }
    type.forEach(one -> types.add(one.asText()));
    return types;
  }

  /** A text that is the only one allowed has a type, whether or not that is said. */
  private static boolean typed(ObjectNode schema) {
    boolean text = schema.path("const").isTextual();
    if (text) {
      schema.put("type", "string");
    }
    return text;
  }
}
