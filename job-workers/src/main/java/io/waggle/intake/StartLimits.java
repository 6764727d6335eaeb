package io.waggle.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.Limits;
import io.waggle.bpmn.Preview;
import io.waggle.check.NearMiss;
import io.waggle.engine.VariableReader;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the variable {@code limits}: a limit with a typo would be no limit, so unknown ones are
 * errors.
 */
final class StartLimits {
  private static final List<String> KNOWN =
      Arrays.stream(Limits.class.getRecordComponents()).map(c -> c.getName()).toList();

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
    return new Limits(
        number(limits, "maxSteps", problems, most -> new Limits(most, null, null, null).maxSteps()),
        number(limits, "maxTurns", problems, most -> new Limits(null, most, null, null).maxTurns()),
        number(
            limits,
            "maxReplans",
            problems,
            most -> new Limits(null, null, most, null).maxReplans()),
        number(
            limits, "maxDepth", problems, most -> new Limits(null, null, null, most).maxDepth()));
  }

  private static @Nullable Integer number(
      JsonNode limits,
      String name,
      List<String> problems,
      Function<Integer, @Nullable Integer> read) {
    JsonNode given = limits.path(name);
    if (given.isMissingNode() || given.isNull()) {
      return null;
    }
    if (!given.isNumber() || !given.canConvertToInt() || !given.canConvertToExactIntegral()) {
      problems.add(VariableReader.problem("limits." + name, given, "a whole number"));
      return null;
    }
    try {
      return read.apply(given.intValue());
    } catch (IllegalArgumentException outOfRange) {
      problems.add(String.valueOf(outOfRange.getMessage()).replaceAll("\\.$", ""));
      return null;
    }
  }
}
