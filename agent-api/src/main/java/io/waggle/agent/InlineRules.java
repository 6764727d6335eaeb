package io.waggle.agent;

import static io.waggle.agent.AgentRules.wrong;

import io.waggle.check.NearMiss;
import io.waggle.tool.Effect;
import io.waggle.tool.ToolBox;
import io.waggle.tool.ToolDefinition;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Which calls may run inside "Think"; each broken rule is one sentence. */
final class InlineRules {
  private InlineRules() {}

  static boolean allow(List<ToolRule> rules, ToolDefinition tool, Predicate<String> holds) {
    return rules.stream()
        .filter(rule -> isFor(rule, tool))
        .anyMatch(rule -> rule.when() == null || holds.test(rule.when()));
  }

  /** A rule without an effect is for tools that only read. What may act only once is none's. */
  private static boolean isFor(ToolRule rule, ToolDefinition tool) {
    return tool.process().isEmpty()
        && rule.isFor(tool.name(), tool.effect())
        && (tool.effect() == Effect.READ
            || (tool.effect() == Effect.IDEMPOTENT && rule.effect() == Effect.IDEMPOTENT));
  }

  /**
   * @param growing whether the worker adds tools, which a rule may be for
   */
  static void check(String agent, List<ToolRule> rules, ToolBox tools, boolean growing) {
    for (ToolRule rule : rules) {
      if (rule.effect() == Effect.ONCE) {
        throw wrong(
            agent,
            "runs calls of '%s' with the effect ONCE inline: a call that may act only once needs the process, which asks when it is in doubt. Leave that rule out."
                .formatted(rule.tools()));
      }
      if (rule.policy() != null) {
        throw wrong(
            agent,
            "says who is asked about calls of '%s' that run inline: nobody is asked about those. Leave that out, or name them in approveTools instead."
                .formatted(rule.tools()));
      }
      if (!growing && tools.all().stream().noneMatch(tool -> isFor(rule, tool))) {
        throw wrong(agent, noneFits(rule, tools));
      }
    }
  }

  private static String noneFits(ToolRule rule, ToolBox tools) {
    ToolRule names = ToolRule.calls(rule.tools());
    if (tools.all().stream().anyMatch(tool -> names.isFor(tool.name(), tool.effect()))) {
      return rule.effect() == null
          ? "runs calls of '%s' inline, and no such tool only reads: add the effect IDEMPOTENT to the rule if calls may run again, or leave the rule out."
              .formatted(rule.tools())
          : "runs calls of '%s' with the effect %s inline, and no such tool has that effect: correct it, or leave the rule out."
              .formatted(rule.tools(), rule.effect());
    }
    var known = new TreeSet<>(tools.names());
    return "runs calls of '%s' inline, a tool that it does not have%s; it has %s."
        .formatted(
            rule.tools(),
            NearMiss.hint(rule.tools(), known),
            known.isEmpty() ? "none" : String.join(", ", known));
  }
}
