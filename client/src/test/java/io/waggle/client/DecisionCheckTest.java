package io.waggle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waggle.bpmn.Action;
import io.waggle.bpmn.Decision;
import org.junit.jupiter.api.Test;

/** What cannot be said is not sent. */
class DecisionCheckTest extends WithCluster {
  private static final Decision APPROVE = Decision.of(Action.APPROVE);

  @Test
  void shouldRefuseWhatCannotBeSaidThere() {
    FakeCluster cluster = Story.started(open(new FakeCluster()));
    GateStory.approvePlan(cluster);
    GateStory.approveToolCall(cluster);
    GateStory.askQuestion(cluster);
    GateStory.extendLimit(cluster);
    AgentClient client = client(cluster);

    assertThatThrownBy(() -> client.decide(GateStory.QUESTION_TASK, APPROVE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Task 621 asks a question; it can be answered with 'answer', 'skip', not with 'approve'.");
    assertThatThrownBy(
            () -> client.decide(GateStory.CALL_TASK, APPROVE.because("x".repeat(10_001))))
        .hasMessage("The reason has 10,001 characters; at most 10,000 are allowed.");
    assertThatThrownBy(() -> client.decide(GateStory.CALL_TASK, Decision.of(Action.EDIT)))
        .hasMessageStartingWith("An edited call needs all of its arguments");
    assertThatThrownBy(() -> client.decide(GateStory.PLAN_TASK, Decision.of(Action.CHANGE)))
        .hasMessage("Say what should be different in the plan.");
    assertThatThrownBy(() -> client.decide(GateStory.QUESTION_TASK, Decision.of(Action.ANSWER)))
        .hasMessage("The answer is empty.");
    assertThatThrownBy(
            () -> client.decide(GateStory.LIMIT_TASK, Decision.of(Action.EXTEND).extendedBy(0)))
        .hasMessage("The limit has to be extended by 1 or more.");
    assertThat(cluster.tasks().decisions()).isEmpty();
  }
}
