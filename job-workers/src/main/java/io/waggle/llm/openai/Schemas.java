package io.waggle.llm.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.core.JsonValue;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.ResponseFormatJsonObject;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import io.waggle.llm.ToolDeclaration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Schemas of tools and answers, in the words of the API. */
final class Schemas {
  private static final String ANSWER = "result";

  private final boolean strictTools;

  Schemas(boolean strictTools) {
    this.strictTools = strictTools;
  }

  ChatCompletionFunctionTool of(ToolDeclaration tool) {
    Optional<JsonNode> strict =
        tool.isStrict() && strictTools
            ? StrictSchema.of(tool.parameters()).map(JsonNode.class::cast)
            : Optional.empty();
    FunctionDefinition.Builder function =
        FunctionDefinition.builder()
            .name(tool.name())
            .description(tool.description())
            .parameters(
                FunctionParameters.builder()
                    .putAllAdditionalProperties(members(strict.orElse(tool.parameters())))
                    .build());
    if (strict.isPresent()) {
      function.strict(true);
    }
    return ChatCompletionFunctionTool.builder().function(function.build()).build();
  }

  static void ask(
      ChatCompletionCreateParams.Builder params, JsonNode schema, Form.Answers answers) {
    switch (answers) {
      case SCHEMA -> params.responseFormat(enforced(schema));
      case OBJECT -> params.responseFormat(ResponseFormatJsonObject.builder().build());
      case FREE -> {}
    }
  }

  private static ResponseFormatJsonSchema enforced(JsonNode schema) {
    Optional<JsonNode> strict = StrictSchema.of(schema).map(JsonNode.class::cast);
    return ResponseFormatJsonSchema.builder()
        .jsonSchema(
            ResponseFormatJsonSchema.JsonSchema.builder()
                .name(ANSWER)
                .strict(strict.isPresent())
                .schema(
                    ResponseFormatJsonSchema.JsonSchema.Schema.builder()
                        .putAllAdditionalProperties(members(strict.orElse(schema)))
                        .build())
                .build())
        .build();
  }

  private static Map<String, JsonValue> members(JsonNode schema) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    schema
        .properties()
        .forEach(member -> members.put(member.getKey(), JsonValue.fromJsonNode(member.getValue())));
    return members;
  }
}
