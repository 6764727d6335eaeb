package io.waggle.agent;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.waggle.bpmn.GatePolicy;
import io.waggle.tool.Effect;
import org.jspecify.annotations.Nullable;

/** Which calls a person approves, in front matter: a tool's name alone, or a {@link ToolRule}. */
record ToolRuleEntry(
    @Nullable String tools,
    @Nullable Effect effect,
    @Nullable String when,
    @Nullable GateEntry gate) {

  @JsonCreator
  static ToolRuleEntry of(
      @JsonProperty("tools") @Nullable String tools,
      @JsonProperty("effect") @Nullable Effect effect,
      @JsonProperty("when") @Nullable String when,
      @JsonProperty("gate") @Nullable GateEntry gate) {
    return new ToolRuleEntry(tools, effect, when, gate);
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static ToolRuleEntry of(String tools) {
    return new ToolRuleEntry(tools, null, null, null);
  }

  ToolRule rule(GatePolicy general) {
    return new ToolRule(
        tools == null ? "*" : tools, effect, when, gate == null ? null : gate.over(general));
  }
}
