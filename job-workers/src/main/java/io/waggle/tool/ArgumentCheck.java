package io.waggle.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.waggle.llm.ToolDeclaration;
import java.util.stream.Collectors;

/** Whether the text that a model wrote as arguments can be handed to a tool. */
public sealed interface ArgumentCheck {
  /** It can. */
  record Valid(JsonNode arguments) implements ArgumentCheck {}

  /** It cannot; the problem is in words that the model can act on. */
  record Invalid(String problem) implements ArgumentCheck {}

  static ArgumentCheck check(ToolDeclaration tool, String text) {
    try {
      JsonNode arguments = new ObjectMapper().readTree(text.isBlank() ? "{}" : text);
      var problems =
          JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
              .getSchema(tool.parameters())
              .validate(arguments);
      return problems.isEmpty()
          ? new Valid(arguments)
          : new Invalid(
              problems.stream()
                  .map(ValidationMessage::getMessage)
                  .collect(Collectors.joining("; ")));
    } catch (JsonProcessingException notJson) {
      return new Invalid(
          "the arguments are not valid JSON (line %d, column %d): %s"
              .formatted(
                  notJson.getLocation().getLineNr(),
                  notJson.getLocation().getColumnNr(),
                  notJson.getOriginalMessage()));
    }
  }
}
