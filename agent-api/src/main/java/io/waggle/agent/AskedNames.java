package io.waggle.agent;

import static io.waggle.agent.AgentRules.wrong;

import io.waggle.bpmn.GatePolicy;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether the names of those who are asked can be names. The engine takes any text for one, and a
 * group that does not exist sees no question: it would wait until silence answers it.
 */
final class AskedNames {
  /** What a FEEL expression, a list in one text and a text that was quoted twice have. */
  private static final Pattern NO_NAME = Pattern.compile("^=|[,;\"'\\[\\]{}$\\p{Cntrl}]");

  private AskedNames() {}

  /**
   * @param where the end of a sentence, for example {@code at the gate 'ApprovePlan'}
   */
  static void check(String agent, String where, GatePolicy policy) {
    check(agent, where, "group", policy.candidateGroups());
    check(agent, where, "group", policy.escalateTo());
    check(agent, where, "user", policy.candidateUsers());
  }

  private static void check(String agent, String where, String kind, List<String> names) {
    for (String name : names) {
      if (name.isBlank() || !name.equals(name.strip()) || NO_NAME.matcher(name).find()) {
        throw wrong(
            agent,
            "asks the %s '%s' %s, which is no name of a %s: give each name by itself, without '=', quotes, commas and spaces around it."
                .formatted(kind, name, where, kind));
      }
    }
  }
}
