package io.waggle.agent;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.GatePolicy;
import io.waggle.tool.Effect;
import org.jspecify.annotations.Nullable;
import org.springframework.util.PatternMatchUtils;

/**
 * Which tool calls a person approves before they run.
 *
 * @param tools name of a tool, or of several with {@code *} for any characters; a sub-agent's is
 *     {@code ask_<name>} with {@code _} for {@code -}
 * @param effect only tools with this effect; null: any. Sub-agents have none.
 * @param when only calls whose arguments fulfil this; null: any
 * @param policy who is asked, and for how long; null: as at the agent's other gates
 */
public record ToolRule(
    String tools,
    @Nullable Effect effect,
    @Nullable FeelCondition when,
    @Nullable GatePolicy policy) {

  /**
   * @param pattern see {@link #tools}
   * @return a rule for every call of these tools
   */
  public static ToolRule calls(String pattern) {
    return new ToolRule(pattern, null, null, null);
  }

  /**
   * @param some the effect that tools must have
   * @return this rule, for such tools alone
   */
  public ToolRule withEffect(Effect some) {
    return new ToolRule(tools, some, when, policy);
  }

  /**
   * @param feel a FEEL expression over the arguments, for example {@code cents > 10000}. Where it
   *     cannot be evaluated, or does not come to true or false, a person is asked.
   * @return this rule, for such calls alone
   * @throws IllegalArgumentException if it is not FEEL
   */
  public ToolRule when(String feel) {
    return new ToolRule(tools, effect, FeelCondition.of(feel), policy);
  }

  /**
   * @param some who is asked, and for how long
   * @return this rule, with a policy of its own
   */
  public ToolRule by(GatePolicy some) {
    return new ToolRule(tools, effect, when, some);
  }

  boolean isFor(String tool, @Nullable Effect itsEffect) {
    return PatternMatchUtils.simpleMatch(tools, tool) && (effect == null || effect == itsEffect);
  }

  boolean isFor(String tool, @Nullable Effect itsEffect, JsonNode arguments) {
    return isFor(tool, itsEffect) && (when == null || when.holds(arguments));
  }
}
