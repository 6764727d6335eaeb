package io.waggle.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.waggle.check.JsonValues;
import io.waggle.check.LooseValues;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds a plan in whatever a model wrapped it in. A plan is harmless: it is checked, then shown.
 */
final class PlanText {
  private static final String STEPS = "steps";

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final Pattern FENCE =
      Pattern.compile("(?ms)^[ \\t]*```[^\\n`]{0,40}\\n(.*?)^[ \\t]*```[ \\t]*$");

  private PlanText() {}

  /**
   * @param content that a model wrote instead of calling the tool
   * @return the plan within it, as JSON; empty if there is none, or more than one
   */
  static Optional<String> in(String content) {
    Matcher fence = FENCE.matcher(content);
    String inside = content.strip();
    if (fence.find()) {
      inside = fence.group(1);
      if (fence.find()) {
        return Optional.empty();
      }
    } else if (inside.indexOf('{') > 0) {
      inside = inside.substring(inside.indexOf('{'), inside.lastIndexOf('}') + 1);
    }
    return inside.isBlank() || JsonValues.areTooMany(inside)
        ? Optional.empty()
        : Optional.of(inside).filter(PlanText::hasSteps);
  }

  /**
   * @param arguments of the tool, as a model wrote them
   * @return an object, where they are one in some wrapping
   */
  static JsonNode read(String arguments) throws JsonProcessingException {
    Matcher fence = FENCE.matcher(arguments.strip());
    JsonNode read = MAPPER.readTree(fence.matches() ? fence.group(1) : arguments);
    JsonNode plan = LooseValues.read(MAPPER, read, PlanTool.DECLARATION.parameters());
    if (plan.isArray()) {
      return MAPPER.createObjectNode().set(STEPS, plan);
    }
    boolean wrapped = plan.isObject() && plan.size() == 1 && !plan.has(STEPS);
    JsonNode inside = wrapped ? plan.elements().next() : plan;
    return inside.has(STEPS)
        ? LooseValues.read(MAPPER, inside, PlanTool.DECLARATION.parameters())
        : plan;
  }

  private static boolean hasSteps(String json) {
    try {
      return read(json).path(STEPS).isArray();
    } catch (JsonProcessingException other) {
      return false;
    }
  }
}
