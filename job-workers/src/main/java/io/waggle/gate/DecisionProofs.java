package io.waggle.gate;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.GateKind;
import io.waggle.engine.GateTasks;
import org.jspecify.annotations.Nullable;

/**
 * Tells a person's decision from one that somebody wrote into the variable, or moved the token for:
 * a person's is what a user task was completed with.
 */
final class DecisionProofs {
  private static final String HIDDEN =
      "The worker cannot see in the cluster that somebody completed a user task of this question, and its setting waggle.gate.unproven-decisions wants to see it.";

  private final GateTasks tasks;
  private final UnprovenDecisions unproven;

  DecisionProofs(GateTasks tasks, UnprovenDecisions unproven) {
    this.tasks = tasks;
    this.unproven = unproven;
  }

  /**
   * @param gate key of the process instance of {@code waggle-gate}
   * @param said the variable {@code decision}
   */
  Proof of(long gate, GateKind kind, @Nullable JsonNode said) {
    Proof proof = Proof.of(tasks.lastTask(gate, kind.elementId()), said);
    return proof instanceof Proof.Unknown && unproven == UnprovenDecisions.REFUSE
        ? new Proof.Missing(HIDDEN)
        : proof;
  }
}
