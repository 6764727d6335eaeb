package io.waggle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.waggle.bpmn.Action;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.Decision.Argument;
import io.waggle.client.AgentClientException.Reason;
import io.waggle.client.DecisionOutcome.AskedAgain;
import io.waggle.client.DecisionOutcome.Taken;
import io.waggle.client.DecisionOutcome.Underway;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class DecideTest extends WithCluster {
  private static final Decision APPROVE = Decision.of(Action.APPROVE);
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final Duration LONG = Duration.ofMinutes(5);

  @Test
  void shouldBindADecisionToWhatWasAsked() {
    FakeCluster cluster = asking();
    cluster
        .tasks()
        .whenDecided(decision -> GateStory.taken(cluster, GateStory.CALL_GATE, decision));

    DecisionOutcome outcome =
        client(cluster).decide(GateStory.CALL_TASK, APPROVE.because("looks good").saidBy("ada"));

    assertThat(cluster.tasks().decisions())
        .containsExactly(
            FakeTasks.parsed(
                """
                {"action": "approve", "digest": "digest-610", "reason": "looks good", "by": "ada"}"""));
    assertThat(cluster.tasks().assignee(GateStory.CALL_TASK)).isEqualTo("demo");
    assertThat(outcome).isInstanceOf(Taken.class);
    assertThat(((Taken) outcome).decision().by()).isEqualTo("ada");
  }

  @Test
  void shouldKeepTheDigestThatTheCallerSaw() {
    FakeCluster cluster = asking();

    DecisionOutcome outcome =
        client(cluster).decide(GateStory.CALL_TASK, APPROVE.onDigest("seen"), Duration.ZERO);

    assertThat(outcome).isEqualTo(new Underway());
    assertThat(cluster.tasks().decisions().getFirst().path("digest").asText()).isEqualTo("seen");
  }

  /** The decision is with the engine. */
  @Test
  @Timeout(60)
  void shouldSayThatADecisionIsUnderwayWhereWhoWaitsIsInterrupted() throws Exception {
    FakeCluster cluster = asking();
    FutureTask<DecisionOutcome> deciding =
        new FutureTask<>(() -> client(cluster).decide(GateStory.CALL_TASK, APPROVE, LONG));
    Thread thread = Thread.ofVirtual().start(deciding);
    await().until(() -> !cluster.tasks().decisions().isEmpty());
    await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);

    thread.interrupt();

    assertThat(deciding.get()).isEqualTo(new Underway());
  }

  @Test
  void shouldSayThatItIsAskedAgain() {
    FakeCluster cluster = asking();
    cluster
        .tasks()
        .whenDecided(
            decision ->
                GateStory.askedAgain(cluster, GateStory.CALL_GATE, "'mode' must be a number."));
    Decision edit =
        Decision.of(Action.EDIT).withArguments(List.of(new Argument("mode", Json.tree("x"))));

    assertThat(client(cluster).decide(GateStory.CALL_TASK, edit))
        .isEqualTo(new AskedAgain("'mode' must be a number.", GateStory.CALL_GATE + 2));
  }

  @Test
  void shouldNotWaitForWorkersForEver() {
    FakeCluster cluster = asking();

    assertThat(client(cluster).decide(GateStory.CALL_TASK, APPROVE, SHORT))
        .isEqualTo(new Underway());
  }

  @Test
  @Timeout(60)
  void shouldSayAtOnceThatTheRunWasTerminatedMeanwhile() {
    FakeCluster cluster = asking();
    cluster.tasks().whenDecided(decision -> cluster.end(GateStory.CALL_GATE, "TERMINATED"));

    AgentClientException failure =
        failure(() -> client(cluster).decide(GateStory.CALL_TASK, APPROVE, LONG));

    assertThat(failure.reason()).isEqualTo(Reason.NOT_OPEN);
    assertThat(failure)
        .hasMessage(
            "The run that waited for task 611 was terminated before the decision was taken.");
  }

  @Test
  void shouldSayWhoDecidedBefore() {
    FakeCluster cluster = asking();
    cluster.tasks().end(GateStory.CALL_TASK, "COMPLETED", "ada");

    AgentClientException failure =
        failure(() -> client(cluster).decide(GateStory.CALL_TASK, APPROVE));

    assertThat(failure.reason()).isEqualTo(Reason.NOT_OPEN);
    assertThat(failure)
        .hasMessage(
            "Task 611 is not open any more: it was decided by ada at 2026-11-21T08:10:11Z.");
    assertThat(cluster.tasks().decisions()).isEmpty();
  }

  @Test
  void shouldNameTheTaskThatAsksInstead() {
    FakeCluster cluster = asking();
    cluster
        .tasks()
        .end(GateStory.CALL_TASK, "CANCELED", null)
        .open(699, GateStory.CALL_GATE, "ApproveToolCall");

    assertThat(failure(() -> client(cluster).task(GateStory.CALL_TASK)))
        .hasMessage(
            "Task 611 is not open any more: nobody decided in time, others are asked now, or its run has ended. Task 699 asks the same now.");
  }

  @Test
  void shouldSayThatSomebodyWasQuicker() {
    FakeCluster cluster = asking();
    cluster.tasks().decidedMeanwhileBy("bob");

    AgentClientException failure =
        failure(() -> client(cluster).decide(GateStory.CALL_TASK, APPROVE));

    assertThat(failure.reason()).isEqualTo(Reason.NOT_OPEN);
    assertThat(failure).hasMessageContaining("it was decided by bob at");
    assertThat(cluster.tasks().decisions()).isEmpty();
  }

  @Test
  void shouldPassOnWhyTheClusterRefused() {
    FakeCluster cluster = asking();
    cluster.tasks().failWith(409);

    AgentClientException failure =
        failure(() -> impatientClient(cluster).decide(GateStory.CALL_TASK, APPROVE));

    assertThat(failure.reason()).isEqualTo(Reason.REFUSED);
    assertThat(failure).hasMessage("The cluster refused the decision on task 611: Too much to do.");
  }

  @Test
  void shouldTryAgainWhereNothingWasDone() {
    FakeCluster cluster = asking();
    cluster.tasks().failWith(503);

    var unused = client(cluster).decide(GateStory.CALL_TASK, APPROVE, Duration.ZERO);

    assertThat(cluster.tasks().decisions()).hasSize(1);
  }

  @Test
  void shouldNotDecideTwiceWhenTheAnswerIsLost() {
    FakeCluster cluster = asking();
    cluster.tasks().failWith(504);

    AgentClientException failure =
        failure(() -> client(cluster).decide(GateStory.CALL_TASK, APPROVE));

    assertThat(failure.reason()).isEqualTo(Reason.IN_DOUBT);
    assertThat(failure)
        .hasMessageStartingWith("It is not known whether the decision on task 611 arrived");
    assertThat(cluster.tasks().decisions()).isEmpty();
  }

  @Test
  void shouldSayThatThereIsNoSuchTask() {
    AgentClientException failure = failure(() -> impatientClient(asking()).decide(4711, APPROVE));

    assertThat(failure.reason()).isEqualTo(Reason.NO_SUCH_TASK);
    assertThat(failure).hasMessageStartingWith("There is no task 4711;");
  }

  private static AgentClientException failure(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return catchThrowableOfType(AgentClientException.class, call);
  }
}
