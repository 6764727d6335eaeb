package io.waggle.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import io.waggle.check.SchemaProblems;
import java.io.UncheckedIOException;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parameters of a tool's method, and the schema of the object that a model has to write. */
record ParameterSchema(List<ToolParameter> parameters, ObjectNode schema) {

  static ParameterSchema of(ToolProblems problems) {
    var parameters = new ArrayList<ToolParameter>();
    for (Parameter parameter : problems.method().getParameters()) {
      parameters.add(parameter(parameter, problems));
    }
    var written = parameters.stream().filter(parameter -> !parameter.injected()).toList();
    var schema = schema(written, problems);
    checkDefaults(written, schema, problems);
    return new ParameterSchema(List.copyOf(parameters), schema);
  }

  private static ToolParameter parameter(Parameter parameter, ToolProblems problems) {
    if (!parameter.isNamePresent()) {
      throw problems.wrong("its parameters have no names: compile it with javac -parameters.");
    }
    String name = parameter.getName();
    JavaType type = ToolJson.MAPPER.constructType(parameter.getParameterizedType());
    if (type.hasRawClass(ToolCallContext.class)) {
      return new ToolParameter(name, type, true, null, parameter);
    }
    new WritableTypes()
        .problem(type)
        .ifPresent(
            problem -> {
              throw problems.wrongParameter(name, problem + ".");
            });
    return new ToolParameter(name, type, false, fallback(parameter, problems), parameter);
  }

  private static @Nullable JsonNode fallback(Parameter parameter, ToolProblems problems) {
    var param = parameter.getAnnotation(Param.class);
    if (param == null || param.defaultValue().isEmpty()) {
      return null;
    }
    try {
      return ToolJson.MAPPER.readTree(param.defaultValue());
    } catch (JsonProcessingException e) {
      throw problems.wrongParameter(
          parameter.getName(),
          "has the default '%s', which is not JSON; a text stands in quotes."
              .formatted(param.defaultValue()));
    }
  }

  private static ObjectNode schema(List<ToolParameter> parameters, ToolProblems problems) {
    try {
      return schema(parameters, SchemaSource.INLINE);
    } catch (DefinitionException e) {
      throw problems.wrong("%s.".formatted(e.getMessage()));
    } catch (RuntimeException containsItself) {
      return schema(parameters, SchemaSource.WITH_DEFINITIONS);
    }
  }

  private static ObjectNode schema(List<ToolParameter> parameters, SchemaGenerator generator) {
    var root = ToolJson.MAPPER.createObjectNode();
    root.put("type", "object");
    var properties = root.putObject("properties");
    var required = ToolJson.MAPPER.createArrayNode();
    var builder = generator.buildMultipleSchemaDefinitions();
    for (ToolParameter parameter : parameters) {
      properties.set(
          parameter.name(),
          builder.createSchemaReference(present(parameter.source().getParameterizedType())));
      if (parameter.required()) {
        required.add(parameter.name());
      }
    }
    var definitions = builder.collectDefinitions("$defs");
    parameters.forEach(
        parameter -> describe((ObjectNode) properties.get(parameter.name()), parameter));
    if (!required.isEmpty()) {
      root.set("required", required);
    }
    root.put("additionalProperties", false);
    if (!definitions.isEmpty()) {
      root.set("$defs", definitions);
    }
    SchemaSource.allowChoices(root);
    return plain(root);
  }

  /** What an optional parameter is when it is there. */
  private static Type present(Type type) {
    return type instanceof ParameterizedType generic && generic.getRawType() == Optional.class
        ? generic.getActualTypeArguments()[0]
        : type;
  }

  /** The generator wraps defaults of record components; a schema is made of JSON alone. */
  private static ObjectNode plain(ObjectNode schema) {
    try {
      return (ObjectNode) ToolJson.MAPPER.readTree(ToolJson.MAPPER.writeValueAsString(schema));
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static void describe(ObjectNode property, ToolParameter parameter) {
    var param = parameter.source().getAnnotation(Param.class);
    if (param != null) {
      property.put("description", param.value());
    }
    if (parameter.fallback() != null) {
      property.set("default", parameter.fallback());
    }
  }

  private static void checkDefaults(
      List<ToolParameter> parameters, ObjectNode schema, ToolProblems problems) {
    checkDefaults(schema, schema, problems);
    for (ToolParameter parameter : parameters) {
      if (parameter.fallback() != null) {
        try {
          parameter.read(parameter.fallback());
        } catch (IllegalArgumentException e) {
          throw problems.wrong("wrong default, %s.".formatted(e.getMessage()));
        }
      }
    }
  }

  private static void checkDefaults(JsonNode schema, ObjectNode root, ToolProblems problems) {
    for (var property : schema.path("properties").properties()) {
      JsonNode fallback = property.getValue().get("default");
      var wrong =
          fallback == null
              ? List.<String>of()
              : SchemaProblems.of(
                  wrapped(property.getKey(), fallback), only(property.getKey(), schema, root));
      if (!wrong.isEmpty()) {
        throw problems.wrong("wrong default, %s.".formatted(SchemaProblems.sentence(wrong)));
      }
    }
    schema.forEach(part -> checkDefaults(part, root, problems));
  }

  private static JsonNode wrapped(String name, JsonNode value) {
    JsonNode object = ToolJson.MAPPER.createObjectNode().set(name, value.deepCopy());
    return object;
  }

  /** A schema of an object with one member, which may refer to the definitions of the whole. */
  private static JsonNode only(String name, JsonNode schema, ObjectNode root) {
    var one = ToolJson.MAPPER.createObjectNode();
    one.putObject("properties").set(name, schema.path("properties").path(name));
    if (root.has("$defs")) {
      one.set("$defs", root.get("$defs"));
    }
    return one;
  }
}
