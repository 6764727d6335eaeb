package io.waggle.agent;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.GatePolicy;
import org.jspecify.annotations.Nullable;

/**
 * A gate in front matter: {@code true}, {@code false}, or who is asked.
 *
 * @param on whether there is the gate
 * @param policy who is asked; null: as at the agent's other gates
 */
record GateSwitch(boolean on, @Nullable GateEntry policy) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static GateSwitch of(boolean on) {
    return new GateSwitch(on, null);
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static GateSwitch of(GateEntry policy) {
    return new GateSwitch(true, policy);
  }

  static void apply(
      @Nullable GateSwitch gate,
      Runnable open,
      GateKind kind,
      AgentBuilder agent,
      GatePolicy general) {
    if (gate != null && gate.on()) {
      open.run();
      if (gate.policy() != null) {
        agent.gate(kind, gate.policy().over(general));
      }
    }
  }
}
