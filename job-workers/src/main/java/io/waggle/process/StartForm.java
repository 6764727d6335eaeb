package io.waggle.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.tool.DefinitionException;
import java.util.List;
import java.util.Set;

/**
 * The JSON Schema of what a Camunda form submits: its fields by their keys, with labels and
 * descriptions, what is required, and the choices that stand in the form.
 */
final class StartForm {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Fields of which each choice is a text. */
  private static final Set<String> ONE_OF = Set.of("select", "radio");

  private static final Set<String> SOME_OF = Set.of("checklist", "taglist");

  private StartForm() {}

  /**
   * @param what the process, for messages
   * @param form as JSON
   * @throws DefinitionException if the form cannot be read, or asks for what no text can say
   */
  static ObjectNode schema(String what, String form) {
    ObjectNode parsed = WrittenSchema.read(what + ": its start form", form);
    ObjectNode schema = WrittenSchema.object();
    fields(what, parsed.path("components"), schema);
    return schema;
  }

  private static void fields(String what, JsonNode components, ObjectNode schema) {
    for (JsonNode component : components) {
      String type = component.path("type").asText();
      if (component.path("disabled").asBoolean() || component.path("readonly").asBoolean()) {
        continue;
      }
      String path = component.path("path").asText();
      switch (type) {
        case "group" ->
            fields(what, component.path("components"), path.isEmpty() ? schema : at(schema, path));
        case "dynamiclist" -> put(schema, path, component, rows(what, component));
        case "filepicker" ->
            throw new DefinitionException(
                "%s: its start form asks for a file, which a model cannot give. Describe what it takes in the extension property '%s' instead."
                    .formatted(what, ProcessInterface.INPUT));
        default -> {
          String key = component.path("key").asText();
          ObjectNode field = field(type, component);
          if (!key.isEmpty() && !field.isEmpty()) {
            put(schema, key, component, field);
          }
        }
      }
    }
  }

  private static ObjectNode rows(String what, JsonNode component) {
    ObjectNode row = WrittenSchema.object();
    fields(what, component.path("components"), row);
    ObjectNode rows = MAPPER.createObjectNode().put("type", "array");
    rows.set("items", row);
    return rows;
  }

  /** Empty for what asks for nothing: texts, pictures, buttons. */
  private static ObjectNode field(String type, JsonNode component) {
    ObjectNode field = MAPPER.createObjectNode();
    if (ONE_OF.contains(type)) {
      return choices(field.put("type", "string"), component);
    }
    if (SOME_OF.contains(type)) {
      field.put("type", "array");
      field.set("items", choices(MAPPER.createObjectNode().put("type", "string"), component));
      return field;
    }
    return switch (type) {
      case "textfield", "textarea" -> field.put("type", "string");
      case "checkbox" -> field.put("type", "boolean");
      case "number" -> number(field, component);
      case "datetime" -> date(field.put("type", "string"), component);
      default -> field;
    };
  }

  private static ObjectNode number(ObjectNode field, JsonNode component) {
    if (component.path("serializeToString").asBoolean()) {
      return field.put("type", "string");
    }
    JsonNode decimals = component.path("decimalDigits");
    return field.put("type", decimals.isInt() && decimals.asInt() == 0 ? "integer" : "number");
  }

  private static ObjectNode date(ObjectNode field, JsonNode component) {
    return switch (component.path("subtype").asText()) {
      case "date" -> field.put("format", "date");
      case "time" -> field.put("format", "time");
      default -> field.put("format", "date-time");
    };
  }

  /** Choices that are only known when somebody opens the form are any text. */
  private static ObjectNode choices(ObjectNode field, JsonNode component) {
    ArrayNode values = JsonNodeFactory.instance.arrayNode();
    for (JsonNode value : component.path("values")) {
      values.add(value.path("value").asText());
    }
    if (!values.isEmpty()) {
      field.set("enum", values);
    }
    return field;
  }

  private static void put(ObjectNode schema, String path, JsonNode component, ObjectNode field) {
    describe(field, component);
    bound(field, component.path("validate"));
    int dot = path.lastIndexOf('.');
    ObjectNode parent = dot < 0 ? schema : at(schema, path.substring(0, dot));
    String name = path.substring(dot + 1);
    ((ObjectNode) parent.path("properties")).set(name, field);
    if (component.path("validate").path("required").asBoolean()) {
      parent.withArrayProperty("required").add(name);
    }
  }

  private static ObjectNode at(ObjectNode schema, String path) {
    ObjectNode at = schema;
    for (String name : path.split("\\.", -1)) {
      ObjectNode properties = (ObjectNode) at.path("properties");
      if (!(properties.get(name) instanceof ObjectNode)) {
        properties.set(name, WrittenSchema.object());
      }
      at = (ObjectNode) properties.path(name);
    }
    return at;
  }

  private static void describe(ObjectNode field, JsonNode component) {
    String label = component.path("label").asText("");
    String description = component.path("description").asText("");
    String both = label.isEmpty() || description.isEmpty() ? "" : ": ";
    // a text that is worked out when the form is opened says nothing here
    if (!(label + both + description).isBlank()) {
      field.put("description", plain(label) + both + plain(description));
    }
  }

  private static String plain(String text) {
    return text.startsWith("=") ? "" : text;
  }

  private static void bound(ObjectNode field, JsonNode validate) {
    String type = field.path("type").asText();
    List<String> known =
        switch (type) {
          case "string" -> List.of("minLength", "maxLength", "pattern");
          case "number", "integer" -> List.of("min", "max");
          default -> List.of();
        };
    for (String name : known) {
      JsonNode value = validate.path(name);
      if (value.isNumber() || (value.isTextual() && !value.asText().startsWith("="))) {
        field.set(name.equals("min") ? "minimum" : name.equals("max") ? "maximum" : name, value);
      }
    }
  }
}
