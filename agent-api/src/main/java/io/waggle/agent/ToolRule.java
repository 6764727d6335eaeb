package io.waggle.agent;

import io.waggle.bpmn.GatePolicy;
import io.waggle.tool.Effect;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which tool calls of an agent something holds for: that a person approves them ({@link
 * AgentBuilder#approve}), or that they run inside "Think" ({@link AgentBuilder#inline}).
 *
 * @param tools name of a tool, or of several with {@code *} for any characters; a sub-agent's is
 *     {@code ask_<name>} with {@code _} for {@code -}
 * @param effect only tools with this effect; null: any. Sub-agents have none.
 * @param when only calls whose arguments fulfil this FEEL expression; null: any. The worker reads
 *     it when it starts, and does not start if it is not FEEL.
 * @param policy who is asked, and for how long; null: as at the agent's other gates. Only where a
 *     person is asked.
 */
public record ToolRule(
    String tools, @Nullable Effect effect, @Nullable String when, @Nullable GatePolicy policy) {

  /**
   * @throws IllegalArgumentException if the condition is empty
   */
  public ToolRule {
    if (when != null && when.isBlank()) {
      throw new IllegalArgumentException(
          "The condition of the rule for '%s' is empty: write a FEEL expression, for example cents > 10000, or leave it out."
              .formatted(tools));
    }
  }

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
   *     cannot be evaluated, or is neither true nor false, a person is asked, and no call runs
   *     inside "Think".
   * @return this rule, for such calls alone
   * @throws IllegalArgumentException if it is empty
   */
  public ToolRule when(String feel) {
    return new ToolRule(tools, effect, feel, policy);
  }

  /**
   * @param some who is asked, and for how long
   * @return this rule, with a policy of its own
   */
  public ToolRule by(GatePolicy some) {
    return new ToolRule(tools, effect, when, some);
  }

  /**
   * Whatever the arguments.
   *
   * @param tool a tool's name, or a sub-agent's {@link SubAgent#toolName()}
   * @param itsEffect the tool's; null for a sub-agent
   * @return whether the rule is for calls of the tool
   */
  public boolean isFor(String tool, @Nullable Effect itsEffect) {
    return names(tool) && (effect == null || effect == itsEffect);
  }

  private boolean names(String tool) {
    String pattern =
        Arrays.stream(tools.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    return Pattern.matches(pattern, tool);
  }
}
