package io.waggle.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import io.waggle.llm.ToolDeclaration;

/** The tool that a model writes its plan with. */
final class PlanTool {
  static final String NAME = "make_plan";

  static final ToolDeclaration DECLARATION =
      new ToolDeclaration(NAME, "Writes down the steps of the plan.", schema(), true);

  private PlanTool() {}

  private static JsonNode schema() {
    var config =
        new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(new JacksonModule(JacksonOption.RESPECT_JSONPROPERTY_REQUIRED))
            .build();
    JsonNode step = new SchemaGenerator(config).generateSchema(PlannedStep.class);
    ((com.fasterxml.jackson.databind.node.ObjectNode) step).remove("$schema");
    var schema = new ObjectMapper().createObjectNode().put("type", "object");
    schema.putObject("properties").putObject("steps").put("type", "array").set("items", step);
    schema.putArray("required").add("steps");
    return schema;
  }
}
