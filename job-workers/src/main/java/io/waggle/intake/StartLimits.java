package io.waggle.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.bpmn.Limits;
import io.waggle.bpmn.Preview;
import io.waggle.check.NearMiss;
import io.waggle.engine.VariableReader;
import io.waggle.journal.JournalJson;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the variable {@code limits}: a limit with a typo would be no limit, so unknown ones are
 * errors.
 */
final class StartLimits {
  private static final List<String> KNOWN =
      Arrays.stream(Limits.class.getRecordComponents()).map(c -> c.getName()).toList();

  private static final ObjectMapper MAPPER = JournalJson.mapper();

  private StartLimits() {}

  /**
   * @param problems what does not fit is added to them
   */
  static Limits read(@Nullable JsonNode limits, List<String> problems) {
    if (limits == null || limits.isNull()) {
      return Limits.NONE;
    }
    if (!limits.isObject()) {
      problems.add(
          "'limits' is %s, it must be an object with some of %s"
              .formatted(Preview.of(limits.toString()), String.join(", ", KNOWN)));
      return Limits.NONE;
    }
    for (String name : (Iterable<String>) limits::fieldNames) {
      if (!KNOWN.contains(name)) {
        problems.add(
            "'limits' has a member '%s'%s, it can only have %s"
                .formatted(name, NearMiss.hint(name, KNOWN), String.join(", ", KNOWN)));
      }
    }
    ObjectNode sound = JsonNodeFactory.instance.objectNode();
    for (String name : KNOWN) {
      JsonNode given = limits.path(name);
      if (!given.isMissingNode() && !given.isNull() && fits(name, given, problems)) {
        sound.set(name, given);
      }
    }
    return limits(sound);
  }

  private static boolean fits(String name, JsonNode given, List<String> problems) {
    if (!isOfItsKind(name, given)) {
      problems.add(VariableReader.problem("limits." + name, given, wanted(name)));
      return false;
    }
    try {
      Limits alone = limits(JsonNodeFactory.instance.objectNode().set(name, given));
      return !alone.equals(Limits.NONE);
    } catch (IllegalArgumentException outOfRange) {
      Throwable said = outOfRange;
      while (said.getCause() != null) {
        said = said.getCause();
      }
      problems.add(String.valueOf(said.getMessage()).replaceAll("\\.$", ""));
      return false;
    }
  }

  private static boolean isOfItsKind(String name, JsonNode given) {
    return switch (name) {
      case "maxDuration" -> given.isTextual();
      case "maxCost" -> given.isNumber();
      case "maxTokens" -> given.isNumber() && given.canConvertToLong() && isWhole(given);
      default -> given.isNumber() && given.canConvertToInt() && isWhole(given);
    };
  }

  private static boolean isWhole(JsonNode number) {
    return number.canConvertToExactIntegral();
  }

  private static String wanted(String name) {
    return switch (name) {
      case "maxDuration" -> "a duration, for example PT2H";
      case "maxCost" -> "a number";
      default -> "a whole number";
    };
  }

  /** A whole number may be written as 3.0. */
  private static Limits limits(JsonNode given) {
    return MAPPER.convertValue(given, Limits.class);
  }
}
