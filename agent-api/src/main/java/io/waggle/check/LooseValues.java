package io.waggle.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Reads values that a model wrote as texts, where the schema leaves one reading: a list, an object,
 * a number or a truth value in quotes, where no text may stand.
 */
public final class LooseValues {
  private static final Pattern INTEGER = Pattern.compile("-?(?:0|[1-9]\\d{0,99})");
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9]\\d{0,99})(?:\\.\\d{1,100})?(?:[eE][+-]?\\d{1,3})?");

  private final ObjectMapper mapper;
  private final JsonNode root;

  private LooseValues(ObjectMapper mapper, JsonNode root) {
    this.mapper = mapper;
    this.root = root;
  }

  /**
   * @param mapper reads what is within texts
   * @param value is changed in place, but for a value that is a text itself
   * @param schema says what is meant
   * @return the value as it is meant
   */
  public static JsonNode read(ObjectMapper mapper, JsonNode value, JsonNode schema) {
    return new LooseValues(mapper, schema).meant(value, schema);
  }

  private JsonNode meant(JsonNode written, JsonNode reference) {
    JsonNode schema = SchemaDefaults.resolved(reference, root);
    JsonNode value = written instanceof TextNode text ? unquoted(text, types(schema)) : written;
    if (value instanceof ObjectNode object) {
      JsonNode others = schema.path("additionalProperties");
      object
          .properties()
          .forEach(
              member -> {
                JsonNode known = schema.path("properties").path(member.getKey());
                member.setValue(meant(member.getValue(), known.isMissingNode() ? others : known));
              });
    } else if (value instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        list.set(i, meant(list.get(i), schema.path("items")));
      }
    }
    return value;
  }

  private JsonNode unquoted(TextNode text, Set<String> types) {
    types.remove("null");
    if (types.size() != 1) {
      return text;
    }
    String inside = text.asText().strip();
    JsonNode read =
        switch (types.iterator().next()) {
          case "array" -> inside.startsWith("[") ? json(inside, text) : text;
          case "object" -> inside.startsWith("{") ? json(inside, text) : text;
          case "integer" -> INTEGER.matcher(inside).matches() ? json(inside, text) : text;
          case "number" -> NUMBER.matcher(inside).matches() ? json(inside, text) : text;
          case "boolean" ->
              switch (inside) {
                case "true" -> BooleanNode.TRUE;
                case "false" -> BooleanNode.FALSE;
                default -> text;
              };
          default -> text;
        };
    return read.isMissingNode() ? text : read;
  }

  private JsonNode json(String inside, JsonNode otherwise) {
    try {
      return mapper.readTree(inside);
    } catch (JsonProcessingException other) {
      return otherwise;
    }
  }

  /** All types that a value may have; empty where that is not said. */
  private Set<String> types(JsonNode schema) {
    Set<String> types = new TreeSet<>();
    JsonNode type = schema.path("type");
    if (type.isTextual()) {
      types.add(type.asText());
    }
    type.forEach(one -> types.add(one.asText()));
    for (JsonNode choice : schema.path("anyOf")) {
      Set<String> own = types(SchemaDefaults.resolved(choice, root));
      types.addAll(own.isEmpty() ? Set.of("string") : own);
    }
    return types;
  }
}
