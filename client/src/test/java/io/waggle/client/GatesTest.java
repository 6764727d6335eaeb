package io.waggle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.waggle.bpmn.Action;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.Decision.Argument;
import io.waggle.bpmn.GateKind;
import io.waggle.client.AgentClientException.Reason;
import io.waggle.client.DecisionOutcome.AskedAgain;
import io.waggle.client.DecisionOutcome.Taken;
import io.waggle.client.DecisionOutcome.Underway;
import io.waggle.client.FakeCluster.Face;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** People are asked and decide by both APIs alike. */
class GatesTest extends WithCluster {
  private static final Decision APPROVE = Decision.of(Action.APPROVE);
  private static final Duration SHORT = Duration.ofSeconds(2);

  private FakeCluster asking(Face face) {
    FakeCluster cluster = Story.started(open(new FakeCluster(face)));
    Story.workOnFirstStep(cluster);
    GateStory.approvePlan(cluster);
    GateStory.approveToolCall(cluster);
    GateStory.askQuestion(cluster);
    return cluster;
  }

  @ParameterizedTest
  @EnumSource(Face.class)
  void shouldListTheMostUrgentQuestionFirst(Face face) {
    List<GateTask> tasks = client(asking(face)).tasks(TaskFilter.ALL);

    assertThat(tasks)
        .extracting(GateTask::key)
        .containsExactly(GateStory.CALL_TASK, GateStory.PLAN_TASK, GateStory.QUESTION_TASK);
    GateTask call = tasks.getFirst();
    assertThat(call.kind()).isEqualTo(GateKind.TOOL_CALL);
    assertThat(call.run()).isEqualTo(Story.RUN);
    assertThat(call.gate()).isEqualTo(GateStory.CALL_GATE);
    assertThat(call.agent()).isEqualTo("researcher");
    assertThat(call.subject()).isEqualTo("write_file");
    assertThat(call.since()).isEqualTo(Instant.parse("2026-11-21T08:10:11Z"));
    assertThat(call.due()).isEqualTo(Instant.parse("2026-11-21T09:10:11Z"));
    assertThat(call.priority()).isEqualTo(75);
    assertThat(call.candidateGroups()).containsExactly("editors");
    assertThat(call.question().shown().path("tool").asText()).isEqualTo("write_file");
  }

  @ParameterizedTest
  @EnumSource(Face.class)
  void shouldListWhatARunAndItsSubAgentsAsk(Face face) {
    FakeCluster cluster = asking(face).instance(900, "waggle-agent", null);
    AgentClient client = client(cluster);

    assertThat(client.tasks(TaskFilter.ofRun(Story.RUN))).hasSize(3);
    assertThat(client.tasks(TaskFilter.ofRun(Story.SUB_RUN)))
        .extracting(GateTask::key)
        .containsExactly(GateStory.QUESTION_TASK);
    assertThat(client.tasks(TaskFilter.ofRun(900))).isEmpty();
    assertThat(
            catchThrowableOfType(
                    AgentClientException.class, () -> client.tasks(TaskFilter.ofRun(4711)))
                .reason())
        .isEqualTo(Reason.NO_SUCH_RUN);
  }

  @ParameterizedTest
  @EnumSource(Face.class)
  void shouldFindTheQuestionsOfAKindAGroupAnAgentOrAUser(Face face) {
    FakeCluster cluster = asking(face);
    cluster.tasks().end(GateStory.PLAN_TASK, "CREATED", "ada");
    AgentClient client = client(cluster);

    assertThat(keys(client, TaskFilter.ALL.about(GateKind.PLAN)))
        .containsExactly(GateStory.PLAN_TASK);
    assertThat(keys(client, TaskFilter.ALL.toGroup("editors")))
        .containsExactly(GateStory.CALL_TASK);
    assertThat(keys(client, TaskFilter.ALL.from("reader")))
        .containsExactly(GateStory.QUESTION_TASK);
    assertThat(keys(client, TaskFilter.ALL.takenBy("ada"))).containsExactly(GateStory.PLAN_TASK);
    assertThat(keys(client, TaskFilter.ALL.toUser("bob"))).containsExactly(GateStory.QUESTION_TASK);
    assertThat(keys(client, TaskFilter.ALL.toUser("ada").toGroup("editors"))).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource(Face.class)
  void shouldReadMoreTasksThanOnePageHas(Face face) {
    FakeCluster cluster = asking(face);
    for (int i = 0; i < 250; i++) {
      cluster.tasks().open(10_000 + i, GateStory.PLAN_GATE, "ApprovePlan");
    }

    assertThat(client(cluster).tasks(TaskFilter.ALL.about(GateKind.PLAN))).hasSize(251);
  }

  @ParameterizedTest
  @EnumSource(Face.class)
  void shouldListAndReadWholeWhatTheClusterShortens(Face face) {
    String argument = "word ".repeat(4_000);
    FakeCluster cluster = asking(face);
    GateStory.approveToolCall(cluster, argument);
    AgentClient client = client(cluster);

    assertThat(keys(client, TaskFilter.ALL.about(GateKind.TOOL_CALL)))
        .containsExactly(GateStory.CALL_TASK);
    assertThat(
            client.task(GateStory.CALL_TASK).question().shown().at("/arguments/2/value").asText())
        .isEqualTo(argument);
  }

  @Test
  void shouldLeaveOutTasksThatTasklistHasOnlyHeardOf() {
    AgentClient client = client(asking(Face.OPERATE).onlyHeardOf(GateStory.PLAN_TASK));

    assertThat(keys(client, TaskFilter.ALL)).isNotEmpty().doesNotContain(GateStory.PLAN_TASK);
  }

  @ParameterizedTest
  @EnumSource(Face.class)
  void shouldLeaveOutTasksOfOtherProcesses(Face face) {
    FakeCluster cluster = asking(face).instance(950, "other", null);
    cluster.tasks().open(951, 950, "ApprovePlan");
    AgentClient client = client(cluster);

    assertThat(keys(client, TaskFilter.ALL.about(GateKind.PLAN)))
        .containsExactly(GateStory.PLAN_TASK);
    AgentClientException failure = failure(() -> client.task(951));
    assertThat(failure.reason()).isEqualTo(Reason.NO_SUCH_TASK);
    assertThat(failure)
        .hasMessage("Task 951 is not a question of an agent; complete it in Tasklist.");
  }

  @ParameterizedTest
  @EnumSource(Face.class)
  void shouldBindADecisionToWhatWasAsked(Face face) {
    FakeCluster cluster = asking(face);
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

  @ParameterizedTest
  @EnumSource(Face.class)
  void shouldKeepTheDigestThatTheCallerSaw(Face face) {
    FakeCluster cluster = asking(face);

    DecisionOutcome outcome =
        client(cluster).decide(GateStory.CALL_TASK, APPROVE.onDigest("seen"), Duration.ZERO);

    assertThat(outcome).isEqualTo(new Underway());
    assertThat(cluster.tasks().decisions().getFirst().path("digest").asText()).isEqualTo("seen");
  }

  @ParameterizedTest
  @EnumSource(Face.class)
  void shouldSayThatItIsAskedAgain(Face face) {
    FakeCluster cluster = asking(face);
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

  @ParameterizedTest
  @EnumSource(Face.class)
  void shouldNotWaitForWorkersForEver(Face face) {
    FakeCluster cluster = asking(face);

    assertThat(client(cluster).decide(GateStory.CALL_TASK, APPROVE, SHORT))
        .isEqualTo(new Underway());
  }

  @ParameterizedTest
  @EnumSource(Face.class)
  void shouldSayWhoDecidedBefore(Face face) {
    FakeCluster cluster = asking(face);
    cluster.tasks().end(GateStory.CALL_TASK, "COMPLETED", "ada");

    AgentClientException failure =
        failure(() -> client(cluster).decide(GateStory.CALL_TASK, APPROVE));

    assertThat(failure.reason()).isEqualTo(Reason.NOT_OPEN);
    assertThat(failure)
        .hasMessage(
            "Task 611 is not open any more: it was decided by ada at 2026-11-21T08:10:11Z.");
    assertThat(cluster.tasks().decisions()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Face.class)
  void shouldNameTheTaskThatAsksInstead(Face face) {
    FakeCluster cluster = asking(face);
    cluster
        .tasks()
        .end(GateStory.CALL_TASK, "CANCELED", null)
        .open(699, GateStory.CALL_GATE, "ApproveToolCall");

    assertThat(failure(() -> client(cluster).task(GateStory.CALL_TASK)))
        .hasMessage(
            "Task 611 is not open any more: nobody decided in time, others are asked now, or its run has ended. Task 699 asks the same now.");
  }

  @ParameterizedTest
  @EnumSource(Face.class)
  void shouldSayThatSomebodyWasQuicker(Face face) {
    FakeCluster cluster = asking(face);
    cluster.tasks().decidedMeanwhileBy("bob");

    AgentClientException failure =
        failure(() -> client(cluster).decide(GateStory.CALL_TASK, APPROVE));

    assertThat(failure.reason()).isEqualTo(Reason.NOT_OPEN);
    assertThat(failure).hasMessageContaining("it was decided by bob at");
    assertThat(cluster.tasks().decisions()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Face.class)
  void shouldPassOnWhyTheClusterRefused(Face face) {
    FakeCluster cluster = asking(face);
    cluster.tasks().failWith(face == Face.OPERATE ? 400 : 409);

    AgentClientException failure =
        failure(() -> client(cluster).decide(GateStory.CALL_TASK, APPROVE));

    assertThat(failure.reason()).isEqualTo(Reason.REFUSED);
    assertThat(failure).hasMessage("The cluster refused the decision on task 611: Too much to do.");
  }

  @ParameterizedTest
  @EnumSource(Face.class)
  void shouldTryAgainWhereNothingWasDone(Face face) {
    FakeCluster cluster = asking(face);
    cluster.tasks().failWith(503);

    var unused = client(cluster).decide(GateStory.CALL_TASK, APPROVE, Duration.ZERO);

    assertThat(cluster.tasks().decisions()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(Face.class)
  void shouldNotDecideTwiceWhenTheAnswerIsLost(Face face) {
    FakeCluster cluster = asking(face);
    cluster.tasks().failWith(504);

    AgentClientException failure =
        failure(() -> client(cluster).decide(GateStory.CALL_TASK, APPROVE));

    assertThat(failure.reason()).isEqualTo(Reason.IN_DOUBT);
    assertThat(failure)
        .hasMessageStartingWith("It is not known whether the decision on task 611 arrived");
    assertThat(cluster.tasks().decisions()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Face.class)
  void shouldSayThatThereIsNoSuchTask(Face face) {
    AgentClientException failure = failure(() -> client(asking(face)).decide(4711, APPROVE));

    assertThat(failure.reason()).isEqualTo(Reason.NO_SUCH_TASK);
    assertThat(failure).hasMessageStartingWith("There is no task 4711;");
  }

  private static List<Long> keys(AgentClient client, TaskFilter filter) {
    return client.tasks(filter).stream().map(GateTask::key).toList();
  }

  private static AgentClientException failure(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return catchThrowableOfType(AgentClientException.class, call);
  }
}
