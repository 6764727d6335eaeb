package io.waggle.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.waggle.bpmn.GateKind;
import io.waggle.engine.GateTasks;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whose decision a decision is, by what the cluster shows. */
class DecisionProofsTest {
  private static final JsonNode APPROVAL =
      JsonNodeFactory.instance.objectNode().put("action", "approve");
  private static final JsonNode REJECTION =
      JsonNodeFactory.instance.objectNode().put("action", "reject");

  private static Proof proof(GateTasks cluster, UnprovenDecisions unproven) {
    GateTasks patient = new PatientTasks(cluster, Duration.ofMillis(300));
    return new DecisionProofs(patient, unproven).of(1, GateKind.TOOL_CALL, APPROVAL);
  }

  private static Proof proof(GateTasks cluster) {
    return proof(cluster, UnprovenDecisions.ACCEPT);
  }

  private static GateTasks completed(@Nullable JsonNode decision) {
    return (gate, element) -> new GateTasks.Completed("ada", decision);
  }

  private static GateTasks broken() {
    return (gate, element) -> {
      throw new IllegalStateException("no such page");
    };
  }

  @Test
  void shouldBeThatOfWhoCompletedTheUserTaskWithIt() {
    assertThat(proof(completed(APPROVAL))).isEqualTo(new Proof.Given("ada"));
    assertThat(proof(completed(null))).isEqualTo(new Proof.Given("ada"));
  }

  @Test
  void shouldBeNobodysWhereTheUserTaskWasCompletedWithAnother() {
    assertThat(proof(completed(REJECTION)))
        .isEqualTo(new Proof.Missing("It is not the one with which the user task was completed."));
  }

  @Test
  void shouldBeNobodysWhereNoUserTaskWasCompleted() {
    assertThat(proof((gate, element) -> new GateTasks.NotCompleted()))
        .isEqualTo(new Proof.Missing("Nobody completed a user task of this question with it."));
  }

  @Test
  void shouldBeUnknownWhereTheClusterCannotTell() {
    assertThat(proof(broken())).isEqualTo(new Proof.Unknown());
    assertThat(proof((gate, element) -> new GateTasks.Hidden())).isEqualTo(new Proof.Unknown());
  }

  @Test
  void shouldBeNobodysWhereTheClusterCannotTellAndTheSettingsWantToKnow() {
    assertThat(proof(broken(), UnprovenDecisions.REFUSE)).isInstanceOf(Proof.Missing.class);
  }
}
