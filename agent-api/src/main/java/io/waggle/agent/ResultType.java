package io.waggle.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.check.SchemaCheck;
import io.waggle.tool.TypeSchema;
import java.lang.reflect.Type;

/**
 * What the result of an agent's runs has to be: then it is a value, which the next BPMN element
 * reads by its members, and not a text.
 *
 * @param schema JSON Schema 2020-12; it refers to nothing but its own parts
 */
public record ResultType(JsonNode schema) {
  /** The member that holds a result that is no object itself, when a model writes it. */
  public static final String MEMBER = "result";

  private static final String DEFINITIONS = "$defs";
  private static final ObjectMapper JSON = new JsonMapper();

  /**
   * @throws IllegalArgumentException with a sentence, if nothing can be checked by the schema
   */
  public ResultType {
    JsonNode given = schema;
    SchemaCheck.problem(given)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(
                  "the JSON schema of its result %s.".formatted(problem));
            });
    schema = given.deepCopy();
    if (!isObject(schema)) {
      requireMovable(schema);
    }
  }

  /**
   * @param type a record or another class, or a generic type such as a list of records; its schema
   *     is made as those of tools' parameters
   * @throws IllegalArgumentException with a sentence, if no model could write such a value
   */
  public static ResultType of(Type type) {
    try {
      return new ResultType(TypeSchema.of(type));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "its result type %s %s".formatted(type.getTypeName(), e.getMessage()), e);
    }
  }

  /**
   * @param jsonSchema as JSON
   * @throws IllegalArgumentException with a sentence, if it is none
   */
  public static ResultType ofSchema(String jsonSchema) {
    try {
      JsonNode read = JSON.readTree(jsonSchema);
      return new ResultType(read.isMissingNode() ? JSON.nullNode() : read);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "the JSON schema of its result is not JSON: %s.".formatted(e.getOriginalMessage()), e);
    }
  }

  /**
   * @return whether a model is asked for the value in a member {@value #MEMBER} of an object, since
   *     providers take schemas of objects alone
   */
  public boolean isWrapped() {
    return !isObject(schema);
  }

  /**
   * @return the schema of the object that a model is asked for
   */
  public JsonNode asked() {
    if (!isWrapped()) {
      return schema;
    }
    ObjectNode inside = schema.deepCopy();
    JsonNode definitions = inside.remove(DEFINITIONS);
    inside.remove("$schema");
    ObjectNode asked = JSON.createObjectNode().put("type", "object");
    asked.putObject("properties").set(MEMBER, inside);
    asked.putArray("required").add(MEMBER);
    asked.put("additionalProperties", false);
    if (definitions != null) {
      asked.set(DEFINITIONS, definitions);
    }
    return asked;
  }

  private static boolean isObject(JsonNode schema) {
    return schema.path("type").asText().equals("object");
  }

  /** Its references have to mean the same where it is a part of another schema. */
  private static void requireMovable(JsonNode schema) {
    for (JsonNode reference : schema.findValues("$ref")) {
      if (reference.isTextual() && !reference.asText().startsWith("#/" + DEFINITIONS + "/")) {
        throw new IllegalArgumentException(
            "the JSON schema of its result, which is no object, refers to '%s': write '#/$defs/<name>'."
                .formatted(reference.asText()));
      }
    }
  }
}
