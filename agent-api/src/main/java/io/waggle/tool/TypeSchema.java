package io.waggle.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;

/** The JSON schema of a Java type, as that of a tool's parameter. */
public final class TypeSchema {
  private TypeSchema() {}

  /**
   * @param type a class, or a generic type such as a list of records
   * @return what a model has to write
   * @throws IllegalArgumentException if no model could write it; the message ends a sentence whose
   *     subject is the type
   */
  public static JsonNode of(Type type) {
    new WritableTypes()
        .problem(ToolJson.MAPPER.constructType(type))
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem);
            });
    try {
      return schema(type, SchemaSource.INLINE);
    } catch (DefinitionException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    } catch (RuntimeException containsItself) {
      return schema(type, SchemaSource.WITH_DEFINITIONS);
    }
  }

  private static JsonNode schema(Type type, SchemaGenerator generator) {
    ObjectNode schema = generator.generateSchema(type);
    SchemaSource.allowChoices(schema);
    try {
      // The generator wraps defaults of record components; a schema is made of JSON alone.
      return ToolJson.MAPPER.readTree(ToolJson.MAPPER.writeValueAsString(schema));
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
