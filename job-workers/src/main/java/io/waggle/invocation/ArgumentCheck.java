package io.waggle.invocation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.check.JsonProblem;
import io.waggle.check.JsonValues;
import io.waggle.check.LooseValues;
import io.waggle.check.SchemaDefaults;
import io.waggle.check.SchemaProblems;
import io.waggle.check.Texts;
import io.waggle.llm.ToolDeclaration;
import java.math.BigDecimal;
import java.util.Locale;

/** Whether the text that a model wrote as arguments can be handed to a tool. */
public sealed interface ArgumentCheck {

  /** Of a number. */
  int MAX_DIGITS = 1_000;

  /**
   * It can.
   *
   * @param arguments valid against the tool's schema, defaults filled in, nulls of optional members
   *     left out
   */
  record Valid(JsonNode arguments) implements ArgumentCheck {}

  /**
   * It cannot.
   *
   * @param problem in words that the model can act on
   */
  record Invalid(String problem) implements ArgumentCheck {}

  /**
   * @param tool whose schema has to be obeyed
   * @param text what the model wrote; nothing, or JSON's {@code null}, counts as no arguments
   */
  static ArgumentCheck check(ToolDeclaration tool, String text) {
    JsonNode arguments;
    try {
      arguments = StrictJson.MAPPER.readTree(text.isBlank() ? "{}" : text);
    } catch (JsonProcessingException e) {
      return new Invalid("arguments " + JsonProblem.of(e));
    }
    if (arguments.isTextual() && JsonValues.areTooMany(arguments.asText())) {
      return new Invalid("arguments have more than %,d values".formatted(JsonValues.MOST));
    }
    arguments = LooseValues.read(StrictJson.MAPPER, arguments, tool.parameters());
    if (arguments.isNull()) {
      arguments = StrictJson.MAPPER.createObjectNode();
    }
    if (!(arguments instanceof ObjectNode)) {
      return new Invalid(
          "arguments must be a JSON object, are %s: %s"
              .formatted(
                  arguments.getNodeType().name().toLowerCase(Locale.ROOT), Texts.brief(arguments)));
    }
    if (hasEndlessNumber(arguments)) {
      return new Invalid(
          "arguments have a number with more than %,d digits before or after the point; give it as a text if it is meant"
              .formatted(MAX_DIGITS));
    }
    SchemaDefaults.complete(arguments, tool.parameters());
    var problems = SchemaProblems.of(arguments, tool.parameters());
    return problems.isEmpty()
        ? new Valid(arguments)
        : new Invalid(SchemaProblems.sentence(problems));
  }

  /**
   * Written in a few letters, such as 1e999999999, it takes all memory once it is reckoned with.
   */
  static boolean hasEndlessNumber(JsonNode value) {
    if (value.isBigDecimal()) {
      BigDecimal number = value.decimalValue();
      return Math.abs((long) number.scale()) > MAX_DIGITS || number.precision() > MAX_DIGITS;
    }
    for (JsonNode member : value) {
      if (hasEndlessNumber(member)) {
        return true;
      }
    }
    return false;
  }
}
