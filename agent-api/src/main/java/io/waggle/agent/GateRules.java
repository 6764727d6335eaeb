package io.waggle.agent;

import static io.waggle.agent.AgentRules.wrong;

import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.GatePolicy;
import io.waggle.check.NearMiss;
import io.waggle.tool.Effect;
import io.waggle.tool.ToolBox;
import io.waggle.tool.ToolDefinition;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the gates of an agent have to obey; each broken rule is one sentence. */
final class GateRules {
  /**
   * FEEL knows durations of days and time, and of years and months, but no weeks and no mixture.
   */
  private static final Pattern FEEL_PERIOD = Pattern.compile("P(\\d+Y)?(\\d+M)?");

  private GateRules() {}

  static void check(String agent, Gates gates, ToolBox tools, List<SubAgent> subAgents) {
    checkPolicy(agent, gates.policy());
    AskedNames.check(agent, "at its gates", gates.policy());
    gates
        .policies()
        .forEach(
            (kind, policy) -> {
              checkPolicy(agent, policy);
              AskedNames.check(agent, "at the gate '%s'".formatted(kind.elementId()), policy);
            });
    for (GateKind kind : List.of(GateKind.QUESTION, GateKind.IN_DOUBT, GateKind.LIMIT)) {
      if (gates.policies().containsKey(kind) && approvesSilently(gates.policy(kind))) {
        throw wrong(
            agent,
            "takes silence for an approval where nothing is approved: leave 'silence' out of its gate '%s'."
                .formatted(kind.elementId()));
      }
    }
    for (GateKind kind : List.of(GateKind.PLAN, GateKind.QUESTION, GateKind.LIMIT)) {
      if (gates.policies().containsKey(kind) && !gates.ask(kind)) {
        throw wrong(
            agent,
            "says who is asked at the gate '%s', which it does not have: open it with %s, or leave that out."
                .formatted(kind.elementId(), opener(kind)));
      }
    }
    for (ToolRule rule : gates.rules()) {
      checkRule(agent, rule, tools, subAgents);
      GatePolicy policy = rule.policy() == null ? gates.policy(GateKind.TOOL_CALL) : rule.policy();
      checkPolicy(agent, policy);
      AskedNames.check(agent, "about calls of '%s'".formatted(rule.tools()), policy);
      checkSilence(agent, rule, policy, tools);
    }
  }

  private static String opener(GateKind kind) {
    return switch (kind) {
      case PLAN -> "approvePlan";
      case QUESTION -> "askHuman";
      default -> "extendLimits";
    };
  }

  private static void checkRule(
      String agent, ToolRule rule, ToolBox tools, List<SubAgent> subAgents) {
    boolean fits =
        tools.all().stream().anyMatch(tool -> rule.isFor(tool.name(), tool.effect()))
            || subAgents.stream().anyMatch(subAgent -> rule.isFor(subAgent.toolName(), null));
    if (!fits) {
      var known = new TreeSet<>(tools.names());
      subAgents.forEach(subAgent -> known.add(subAgent.toolName()));
      throw wrong(
          agent,
          "wants calls of '%s' approved, %s%s; it has %s."
              .formatted(
                  rule.tools(),
                  rule.effect() == null
                      ? "a tool that it does not have"
                      : "but has no such tool with the effect " + rule.effect(),
                  NearMiss.hint(rule.tools(), known),
                  known.isEmpty() ? "none" : String.join(", ", known)));
    }
  }

  /** What cannot be taken back does not happen because nobody looked. */
  private static void checkSilence(String agent, ToolRule rule, GatePolicy policy, ToolBox tools) {
    for (ToolDefinition tool : tools.all()) {
      if (approvesSilently(policy)
          && tool.effect() == Effect.ONCE
          && rule.isFor(tool.name(), tool.effect())) {
        throw wrong(
            agent,
            "takes silence for an approval of '%s', which may act only once: let silence deny it, or give the tool another effect."
                .formatted(tool.name()));
      }
    }
  }

  private static boolean approvesSilently(GatePolicy policy) {
    return policy.silence() == GatePolicy.Silence.APPROVE;
  }

  private static void checkPolicy(String agent, GatePolicy policy) {
    checkDuration(agent, "dueAfter", policy.dueAfter());
    checkDuration(agent, "expiresAfter", policy.expiresAfter());
    if (seconds(policy.dueAfter()) > seconds(policy.expiresAfter())) {
      throw wrong(
          agent,
          "has a gate whose dueAfter (%s) is later than it expires (after %s): shorten 'dueAfter'."
              .formatted(policy.dueAfter(), policy.expiresAfter()));
    }
    Map<String, @Nullable String> optional = new HashMap<>();
    optional.put("remindAfter", policy.remindAfter());
    optional.put("escalateAfter", policy.escalateAfter());
    optional.forEach((member, text) -> checkBeforeExpiry(agent, member, text, policy));
    if ((policy.escalateAfter() == null) != policy.escalateTo().isEmpty()) {
      throw wrong(
          agent,
          "has a gate that escalates without saying %s: give both 'escalateAfter' and 'escalateTo'."
              .formatted(policy.escalateAfter() == null ? "when" : "to whom"));
    }
  }

  private static void checkBeforeExpiry(
      String agent, String member, @Nullable String text, GatePolicy policy) {
    if (text == null) {
      return;
    }
    checkDuration(agent, member, text);
    if (seconds(text) >= seconds(policy.expiresAfter())) {
      throw wrong(
          agent,
          "has a gate whose %s (%s) is not before it expires (after %s)."
              .formatted(member, text, policy.expiresAfter()));
    }
  }

  private static void checkDuration(String agent, String member, String text) {
    if (seconds(text) <= 0) {
      throw wrong(
          agent,
          "has a gate whose %s is '%s', which is no ISO 8601 duration: write for example PT4H or P3D."
              .formatted(member, text));
    }
  }

  /** Months and years count as 30 and 365 days, which is enough to compare; 0 if it is none. */
  private static long seconds(String text) {
    try {
      return Duration.parse(text).toSeconds();
    } catch (DateTimeException e) {
      return days(text) * Duration.ofDays(1).toSeconds();
    }
  }

  private static long days(String text) {
    if (!FEEL_PERIOD.matcher(text).matches()) {
      return 0;
    }
    try {
      Period period = Period.parse(text);
      return period.getYears() * 365L + period.getMonths() * 30L;
    } catch (DateTimeException e) {
      return 0;
    }
  }
}
