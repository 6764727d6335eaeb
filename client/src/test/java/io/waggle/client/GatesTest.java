package io.waggle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.waggle.bpmn.GateKind;
import io.waggle.client.AgentClientException.Reason;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class GatesTest extends WithCluster {
  @Test
  void shouldListTheMostUrgentQuestionFirst() {
    List<GateTask> tasks = client(asking()).tasks(TaskFilter.ALL);

    assertThat(tasks)
        .extracting(GateTask::key)
        .containsExactly(GateStory.CALL_TASK, GateStory.PLAN_TASK, GateStory.QUESTION_TASK);
    GateTask call = tasks.getFirst();
    assertThat(call.kind()).isEqualTo(GateKind.TOOL_CALL);
    assertThat(call.run()).isEqualTo(Story.NAME);
    assertThat(call.gate()).isEqualTo(GateStory.CALL_GATE);
    assertThat(call.agent()).isEqualTo("researcher");
    assertThat(call.subject()).isEqualTo("write_file");
    assertThat(call.since()).isEqualTo(Instant.parse("2026-11-21T08:10:11Z"));
    assertThat(call.due()).isEqualTo(Instant.parse("2026-11-21T09:10:11Z"));
    assertThat(call.priority()).isEqualTo(75);
    assertThat(call.candidateGroups()).containsExactly("editors");
    assertThat(call.question().shown().path("tool").asText()).isEqualTo("write_file");
  }

  @Test
  void shouldListWhatARunAndItsSubAgentsAsk() {
    FakeCluster cluster = Story.unaccepted(asking(), 900, "idle");
    AgentClient client = client(cluster);

    assertThat(client.tasks(TaskFilter.ofRun(Story.NAME))).hasSize(3);
    assertThat(client.tasks(TaskFilter.ofRun(Story.SUB_NAME)))
        .extracting(GateTask::key)
        .containsExactly(GateStory.QUESTION_TASK);
    assertThat(client.tasks(TaskFilter.ofRun("idle"))).isEmpty();
    assertThat(
            catchThrowableOfType(
                    AgentClientException.class, () -> client.tasks(TaskFilter.ofRun("4711")))
                .reason())
        .isEqualTo(Reason.NO_SUCH_RUN);
  }

  @Test
  void shouldFindTheQuestionsOfAKindAGroupAnAgentOrAUser() {
    FakeCluster cluster = asking();
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

  @Test
  void shouldReadMoreTasksThanOnePageHas() {
    FakeCluster cluster = asking();
    for (int i = 0; i < 250; i++) {
      cluster.tasks().open(10_000 + i, GateStory.PLAN_GATE, "ApprovePlan");
    }

    assertThat(client(cluster).tasks(TaskFilter.ALL.about(GateKind.PLAN))).hasSize(251);
  }

  @Test
  void shouldListAndReadWholeWhatTheClusterShortens() {
    String argument = "word ".repeat(4_000);
    FakeCluster cluster = asking();
    GateStory.approveToolCall(cluster, argument);
    AgentClient client = client(cluster);

    assertThat(keys(client, TaskFilter.ALL.about(GateKind.TOOL_CALL)))
        .containsExactly(GateStory.CALL_TASK);
    assertThat(
            client.task(GateStory.CALL_TASK).question().shown().at("/arguments/2/value").asText())
        .isEqualTo(argument);
  }

  @Test
  void shouldFindATaskThatTheClusterShowsLate() {
    AgentClient client = client(asking().behindUntil(Instant.now().plusSeconds(1)));

    assertThat(client.task(GateStory.CALL_TASK).key()).isEqualTo(GateStory.CALL_TASK);
  }

  @Test
  void shouldLeaveOutTasksOfOtherProcesses() {
    FakeCluster cluster = asking().instance(950, "other", null);
    cluster.tasks().open(951, 950, "ApprovePlan");
    AgentClient client = impatientClient(cluster);

    assertThat(keys(client, TaskFilter.ALL.about(GateKind.PLAN)))
        .containsExactly(GateStory.PLAN_TASK);
    AgentClientException failure =
        catchThrowableOfType(AgentClientException.class, () -> client.task(951));
    assertThat(failure.reason()).isEqualTo(Reason.NO_SUCH_TASK);
    assertThat(failure)
        .hasMessage("Task 951 is not a question of an agent; complete it in Tasklist.");
  }

  private static List<Long> keys(AgentClient client, TaskFilter filter) {
    return client.tasks(filter).stream().map(GateTask::key).toList();
  }
}
