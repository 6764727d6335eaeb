package io.waggle.agent;

import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.GatePolicy;
import io.waggle.tool.Effect;
import io.waggle.tool.ToolBox;
import io.waggle.tool.ToolDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What people decide while an agent works.
 *
 * @param policy who is asked, and for how long, where nothing else is said
 * @param policies where something else is said
 * @param open which gates there are, but for {@link GateKind#TOOL_CALL}, which {@code rules} say,
 *     and {@link GateKind#IN_DOUBT}, which always is
 * @param rules which tool calls a person approves; the first that fits names the policy
 */
public record Gates(
    GatePolicy policy,
    Map<GateKind, GatePolicy> policies,
    Set<GateKind> open,
    List<ToolRule> rules) {
  /** Nobody is asked, unless a call is in doubt. */
  public static final Gates NONE = new Gates(GatePolicy.DEFAULT, Map.of(), Set.of(), List.of());

  public Gates {
    policies = Map.copyOf(policies);
    open = Set.copyOf(open);
    rules = List.copyOf(rules);
  }

  /**
   * @return these gates, with a rule at the end for each tool that says itself that a person
   *     approves its calls
   */
  Gates with(ToolBox tools) {
    List<ToolRule> all = new ArrayList<>(rules);
    tools.all().stream()
        .filter(ToolDefinition::asked)
        .map(tool -> ToolRule.calls(tool.name()))
        .filter(rule -> !all.contains(rule))
        .forEach(all::add);
    return new Gates(policy, policies, open, all);
  }

  /**
   * @param kind any but {@link GateKind#TOOL_CALL}
   * @return whether a person is asked
   */
  public boolean ask(GateKind kind) {
    return kind == GateKind.IN_DOUBT || open.contains(kind);
  }

  /**
   * @return who is asked at a gate, and for how long
   */
  public GatePolicy policy(GateKind kind) {
    return policies.getOrDefault(kind, policy);
  }

  /**
   * @param tool a tool's name, or a sub-agent's {@link SubAgent#toolName()}
   * @param effect the tool's; null for a sub-agent
   * @param holds whether the condition of a rule, a FEEL expression, holds for the call's arguments
   * @return who approves the call, and for how long; empty if it runs without asking
   */
  public Optional<GatePolicy> approval(
      String tool, @Nullable Effect effect, Predicate<String> holds) {
    return rule(tool, effect, holds).stream()
        .mapToObj(number -> rules.get(number - 1))
        .map(rule -> rule.policy() == null ? policy(GateKind.TOOL_CALL) : rule.policy())
        .findFirst();
  }

  /**
   * @param tool a tool's name, or a sub-agent's {@link SubAgent#toolName()}
   * @param effect the tool's; null for a sub-agent
   * @param holds whether the condition of a rule, a FEEL expression, holds for the call's arguments
   * @return the number of the first rule that fits, counted from 1; empty if none does
   */
  public OptionalInt rule(String tool, @Nullable Effect effect, Predicate<String> holds) {
    return IntStream.range(0, rules.size())
        .filter(at -> rules.get(at).isFor(tool, effect))
        .filter(at -> rules.get(at).when() == null || holds.test(rules.get(at).when()))
        .map(at -> at + 1)
        .findFirst();
  }
}
