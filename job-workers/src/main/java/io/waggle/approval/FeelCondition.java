package io.waggle.approval;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;
import org.camunda.feel.syntaxtree.ParsedExpression;

/** A FEEL expression over the arguments of a tool call that says whether a rule is for it. */
final class FeelCondition {
  private static final FeelEngineApi FEEL = FeelEngineBuilder.forJava().build();
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> CONTEXT = new TypeReference<>() {};

  private final String text;
  private final ParsedExpression expression;

  private FeelCondition(String text, ParsedExpression expression) {
    this.text = text;
    this.expression = expression;
  }

  /**
   * @param text for example {@code cents > 10000}; the names are those of the tool's parameters
   * @throws IllegalArgumentException with a sentence, if it is not FEEL
   */
  static FeelCondition of(String text) {
    String plain = text.strip();
    ParseResult parsed = FEEL.parseExpression(plain.startsWith("=") ? plain.substring(1) : plain);
    if (plain.isEmpty() || !parsed.isSuccess()) {
      throw new IllegalArgumentException(
          "The condition '%s' is not a FEEL expression: %s."
              .formatted(text, plain.isEmpty() ? "it is empty" : parsed.failure().message()));
    }
    return new FeelCondition(plain, parsed.parsedExpression());
  }

  /**
   * @param arguments of a tool call
   * @return whether it holds; empty where it cannot be evaluated, or is neither true nor false
   */
  Optional<Boolean> holds(JsonNode arguments) {
    EvaluationResult result = FEEL.evaluate(expression, MAPPER.convertValue(arguments, CONTEXT));
    return result.isSuccess() && result.result() instanceof Boolean holds
        ? Optional.of(holds)
        : Optional.empty();
  }

  /**
   * @return the names of parameters that it needs
   */
  Set<String> names() {
    return FreeNames.of(expression.expression());
  }

  @Override
  public String toString() {
    return text;
  }
}
