package io.waggle.cli;

import io.waggle.bpmn.Limits;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Limits as they are typed. */
final class LimitOptions {
  private static final Set<String> NAMES =
      new TreeSet<>(Set.of("maxSteps", "maxTurns", "maxReplans", "maxDepth"));

  private LimitOptions() {}

  static Limits of(Map<String, String> typed) {
    for (String name : typed.keySet()) {
      if (!NAMES.contains(name)) {
        throw new IllegalArgumentException(
            "There is no limit '%s'; there are %s.".formatted(name, String.join(", ", NAMES)));
      }
    }
    return new Limits(
        number(typed, "maxSteps"),
        number(typed, "maxTurns"),
        number(typed, "maxReplans"),
        number(typed, "maxDepth"));
  }

  private static @Nullable Integer number(Map<String, String> typed, String name) {
    String text = typed.get(name);
    if (text == null) {
      return null;
    }
    try {
      return Integer.valueOf(text.strip());
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException(
          "The limit %s is '%s'; it must be a whole number.".formatted(name, text), notANumber);
    }
  }
}
