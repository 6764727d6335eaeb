package io.waggle.cli;

import io.waggle.bpmn.Limits;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Limits as they are typed. */
final class LimitOptions {
  private static final Set<String> NAMES =
      Arrays.stream(Limits.class.getRecordComponents())
          .map(RecordComponent::getName)
          .collect(Collectors.toCollection(TreeSet::new));

  private LimitOptions() {}

  static Limits of(Map<String, String> typed) {
    for (String name : typed.keySet()) {
      if (!NAMES.contains(name)) {
        throw new IllegalArgumentException(
            "There is no limit '%s'; there are %s.".formatted(name, String.join(", ", NAMES)));
      }
    }
    return new Limits(
        whole(typed, "maxSteps", Integer::valueOf),
        whole(typed, "maxTurns", Integer::valueOf),
        whole(typed, "maxReplans", Integer::valueOf),
        whole(typed, "maxDepth", Integer::valueOf),
        whole(typed, "maxToolCalls", Integer::valueOf),
        whole(typed, "maxTokens", Long::valueOf),
        number(typed, "maxCost", "a number", BigDecimal::new),
        number(typed, "maxDuration", "a duration, for example PT2H", String::valueOf),
        whole(typed, "maxSubAgents", Integer::valueOf));
  }

  private static <N> @Nullable N whole(
      Map<String, String> typed, String name, Function<String, N> read) {
    return number(typed, name, "a whole number", read);
  }

  private static <N> @Nullable N number(
      Map<String, String> typed, String name, String wanted, Function<String, N> read) {
    String text = typed.get(name);
    if (text == null) {
      return null;
    }
    try {
      return read.apply(text.strip());
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException(
          "The limit %s is '%s'; it must be %s.".formatted(name, text, wanted), notANumber);
    }
  }
}
