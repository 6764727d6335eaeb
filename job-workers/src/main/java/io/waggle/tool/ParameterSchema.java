package io.waggle.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
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
    checkDefaults(written, problems);
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
          builder.createSchemaReference(parameter.source().getParameterizedType()));
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
    return root;
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

  private static void checkDefaults(List<ToolParameter> parameters, ToolProblems problems) {
    for (ToolParameter parameter : parameters) {
      if (parameter.fallback() == null) {
        continue;
      }
      try {
        parameter.read(parameter.fallback());
      } catch (IllegalArgumentException e) {
        throw problems.wrongParameter(
            parameter.name(), "has a default of the wrong type: %s".formatted(e.getMessage()));
      }
    }
  }
}
