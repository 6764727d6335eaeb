package io.waggle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.waggle.bpmn.InlineTurns;
import io.waggle.bpmn.Outcome;
import io.waggle.bpmn.Usage;
import io.waggle.client.AgentClientException.Reason;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusTest extends WithCluster {

  @Test
  void shouldShowARunWithItsStepsToolCallsAndSubAgents() {
    FakeCluster cluster = Story.started(open(new FakeCluster()));
    Story.workOnFirstStep(cluster);

    RunStatus status = client(cluster).status(Story.NAME);

    assertThat(status.id()).isEqualTo("compare-4");
    assertThat(status.key()).isEqualTo(Story.RUN);
    assertThat(status.agent()).isEqualTo("researcher");
    assertThat(status.task()).isEqualTo("Compare the two.");
    assertThat(status.state()).isEqualTo(RunState.ACTIVE);
    assertThat(status.startedAt()).isEqualTo(Instant.parse("2026-11-21T08:00:00Z"));
    assertThat(status.link().toString()).endsWith("/operate/processes/" + Story.RUN);
    assertThat(status.steps())
        .extracting(StepStatus::id, StepStatus::title, StepStatus::state, StepStatus::turns)
        .containsExactly(
            tuple("compare-4/p1/s1", "Read both", StepState.ACTIVE, 1),
            tuple("compare-4/p1/s2", "Compare", StepState.PLANNED, 0));
    ToolCallStatus call = status.steps().getFirst().toolCalls().getFirst();
    assertThat(call.name()).isEqualTo("ask-reader");
    assertThat(call.id()).isEqualTo("compare-4/p1/s1/t1/c1");
    assertThat(call.subRun()).isNotNull();
    assertThat(call.subRun().id()).isEqualTo(call.id());
    assertThat(call.subRun().agent()).isEqualTo("reader");
    assertThat(status.usage()).isEqualTo(new Usage(5, 1, 150, 15));
    assertThat(status.standing()).isEqualTo("working on 'Read both'");
  }

  @Test
  void shouldCountTheTurnsInsideAJobThatIsAtThem() {
    FakeCluster cluster = Story.started(open(new FakeCluster()));
    Story.workOnFirstStep(cluster);
    cluster
        .variable(Story.STEP, 205, "inline", inside("p1/s1/t1", 1, "Before."))
        .element(206, Story.STEP, "Think", "ACTIVE", Instant.now())
        .variable(Story.STEP, 206, "inline", inside("p1/s1/t7", 6, "Reads on."));

    assertThat(client(cluster).status(Story.NAME).steps().getFirst())
        .returns(7, StepStatus::turns)
        .returns("Reads on.", StepStatus::preview);

    cluster.variable(Story.STEP, 206, "inline", inside("somewhere", 6, "Forged."));
    assertThat(client(cluster).status(Story.NAME).steps().getFirst()).returns(1, StepStatus::turns);
  }

  private static InlineTurns inside(String to, int turns, String preview) {
    return new InlineTurns("p1/s1/t1", to, turns, turns, preview);
  }

  @Test
  void shouldSayThatNoWorkerServesTheAgentOfASubRun() {
    FakeCluster cluster = Story.started(open(new FakeCluster()));
    Story.workOnFirstStep(cluster);
    cluster.element(301, Story.SUB_RUN, "AcceptTask", "ACTIVE", Instant.now().minusSeconds(60));

    assertThat(client(cluster).status(Story.NAME).warnings())
        .containsExactly(
            "No worker serves agent 'reader': run compare-4/p1/s1/t1/c1 waits for one; start a worker that holds the agent, or check the agent's name.");
  }

  @Test
  void shouldNotWarnOfARunThatHasOnlyJustBegun() {
    FakeCluster cluster =
        Story.started(open(new FakeCluster()))
            .element(101, Story.RUN, "AcceptTask", "ACTIVE", Instant.now());

    assertThat(client(cluster).status(Story.NAME).warnings()).isEmpty();
  }

  @Test
  void shouldSayWhatItMayBeThatAJobWaitsForLong() {
    FakeCluster cluster =
        Story.started(open(new FakeCluster()))
            .element(102, Story.RUN, "MakePlan", "ACTIVE", Instant.now().minusSeconds(365));

    assertThat(client(cluster).status(Story.NAME).warnings())
        .containsExactly(
            "'Make plan' has been waiting for 6 minutes: a worker is at it still, the run is paused, or no worker holds the agent 'researcher' any more.");
  }

  @Test
  void shouldShowIncidentsBelow() {
    FakeCluster cluster = Story.started(open(new FakeCluster()));
    Story.workOnFirstStep(cluster);
    cluster
        .element(302, Story.SUB_RUN, "MakePlan", "ACTIVE")
        .incident(
            900, Story.SUB_RUN, "The key of provider 'openai' is missing; set OPENAI_API_KEY.");

    RunStatus status = client(cluster).status(Story.NAME);

    assertThat(status.incidents()).hasSize(1);
    IncidentStatus incident = status.incidents().getFirst();
    assertThat(incident.element()).isEqualTo("MakePlan");
    assertThat(incident.link().toString()).endsWith("/operate/processes/" + Story.SUB_RUN);
    assertThat(status.standing())
        .isEqualTo(
            "standing still because of an incident: The key of provider 'openai' is missing; set OPENAI_API_KEY.");
  }

  @Test
  void shouldNameTheElementAndNotTheFrameAroundIt() {
    FakeCluster cluster =
        Story.started(open(new FakeCluster()))
            .element(101, Story.RUN, "Work", "ACTIVE")
            .element(102, Story.RUN, "MakePlan", "ACTIVE");

    assertThat(client(cluster).status(Story.NAME).standing()).isEqualTo("at 'Make plan'");
  }

  @Test
  void shouldShowHowFarUndoIs() {
    FakeCluster cluster = Story.started(open(new FakeCluster()));
    Story.undoing(cluster);
    RunStatus undoing = client(cluster).status(Story.NAME);
    cluster.incident(901, Story.UNDO, "A call of 'send' could not be undone: no answer");
    RunStatus stuck = client(cluster).status(Story.NAME);
    cluster.end(Story.UNDO, "COMPLETED").end(Story.RUN, "COMPLETED");
    RunStatus ended = client(cluster).status(Story.NAME);

    assertThat(undoing.standing()).isEqualTo("undoing what was done, 2 tool calls undone");
    assertThat(stuck.standing())
        .isEqualTo(
            "standing still because of an incident: A call of 'send' could not be undone: no answer");
    assertThat(ended.undo()).extracting(UndoStatus::state).isEqualTo(RunState.COMPLETED);
    assertThat(ended.standing()).isEqualTo("cancelled, 2 tool calls undone");
    assertThat(ended.incidents()).isEmpty();
  }

  @Test
  void shouldNameTheTasksThatWaitForAPerson() {
    FakeCluster cluster = Story.started(open(new FakeCluster()));
    Story.workOnFirstStep(cluster);
    GateStory.approvePlan(cluster);
    GateStory.approveToolCall(cluster);
    GateStory.askQuestion(cluster);

    RunStatus status = client(cluster).status(Story.NAME);

    assertThat(status.gates()).extracting(GateStatus::task).containsExactly(GateStory.PLAN_TASK);
    assertThat(status.steps().getFirst().gates())
        .extracting(GateStatus::task)
        .containsExactly(GateStory.CALL_TASK);
    assertThat(status.waitingForPerson())
        .extracting(GateStatus::task)
        .containsExactly(GateStory.PLAN_TASK, GateStory.CALL_TASK, GateStory.QUESTION_TASK);
    assertThat(status.standing())
        .isEqualTo(
            "waiting for a person to approve the plan ('Plan, revision 2'), approve the call of 'write_file', answer a question ('Compare')");
  }

  @Test
  void shouldNotWaitForAPersonWhoHasDecided() {
    FakeCluster cluster = Story.started(open(new FakeCluster()));
    GateStory.approvePlan(cluster);
    cluster.tasks().end(GateStory.PLAN_TASK, "COMPLETED", "ada");
    cluster.incident(902, GateStory.PLAN_GATE, "The decision cannot be taken.");

    RunStatus status = client(cluster).status(Story.NAME);

    assertThat(status.waitingForPerson()).isEmpty();
    assertThat(status.incidents()).hasSize(1);
  }

  @Test
  void shouldSayThatARunIsPaused() {
    FakeCluster cluster = Story.started(open(new FakeCluster()));
    Story.workOnFirstStep(cluster);
    cluster.element(220, Story.STEP, "WhilePaused", "ACTIVE");

    RunStatus status = client(cluster).status(Story.NAME);

    assertThat(status.paused()).isTrue();
    assertThat(status.standing()).isEqualTo("paused");
  }

  @Test
  void shouldSayThatThereIsNoSuchRun() {
    FakeCluster cluster = Story.started(open(new FakeCluster()));

    AgentClientException failure =
        catchThrowableOfType(
            AgentClientException.class, () -> impatientClient(cluster).status("4711"));

    assertThat(failure.reason()).isEqualTo(Reason.NO_SUCH_RUN);
    assertThat(failure).hasMessageStartingWith("There is no run 4711;");
  }

  @Test
  void shouldSayThatTheLoginIsWrong() {
    FakeCluster cluster = Story.started(open(new FakeCluster()));
    cluster.expectPassword("other");

    AgentClientException failure =
        catchThrowableOfType(AgentClientException.class, () -> client(cluster).status(Story.NAME));

    assertThat(failure.reason()).isEqualTo(Reason.DENIED);
    assertThat(failure).hasMessageContaining("WAGGLE_USER and WAGGLE_PASSWORD");
    assertThat(cluster.deniedRequests()).as("a wrong login is not tried again").isEqualTo(1);
  }

  @Test
  void shouldReadMoreRowsThanOnePageHas() {
    FakeCluster cluster = Story.started(open(new FakeCluster()));
    for (int i = 0; i < 1205; i++) {
      cluster.element(10_000 + i, Story.RUN, "WaveStarts", "COMPLETED");
    }

    assertThat(client(cluster).status(Story.NAME).elements())
        .filteredOn(element -> element.id().equals("WaveStarts"))
        .hasSize(1205);
  }

  @Test
  void shouldTakeNothingOfTheCallersForTheRunsOwn() {
    FakeCluster cluster =
        Story.started(open(new FakeCluster()))
            .variable(Story.RUN, Story.RUN, "outcome", Outcome.COMPLETED)
            .variable(Story.RUN, Story.RUN, "result", "Of an earlier run.")
            .variable(Story.RUN, Story.RUN, "usage", new Usage(7, 7, 7, 7))
            .variable(Story.RUN, Story.RUN, "plan", "by car");

    RunStatus underWay = client(cluster).status(Story.NAME);
    Story.workOnFirstStep(cluster);
    cluster.end(Story.RUN, "TERMINATED");
    RunStatus terminated = client(cluster).status(Story.NAME);

    assertThat(underWay.outcome()).isNull();
    assertThat(underWay.result()).isNull();
    assertThat(underWay.usage()).isEqualTo(Usage.ZERO);
    assertThat(terminated.outcome()).isNull();
    assertThat(terminated.plan()).isNotNull();
    assertThat(terminated.usage()).isEqualTo(new Usage(5, 1, 150, 15));
  }

  @Test
  void shouldShowARunWithVariablesOfAnyShape() {
    FakeCluster cluster =
        open(new FakeCluster())
            .instance(Story.RUN, "waggle-agent", null)
            .variable(Story.RUN, Story.RUN, "agent", 42)
            .variable(Story.RUN, Story.RUN, "task", List.of("no", "text"))
            .variable(Story.RUN, Story.RUN, "plan", "none")
            .variable(Story.RUN, Story.RUN, "runId", List.of(1))
            .variable(Story.RUN, Story.RUN, "outcome", "surprise");

    RunStatus status = client(cluster).status(Long.toString(Story.RUN));

    assertThat(status.id()).isNull();
    assertThat(status.reference()).isEqualTo(Long.toString(Story.RUN));
    assertThat(status.plan()).isNull();
    assertThat(status.outcome()).isNull();
    assertThat(status.standing()).isEqualTo("started");
  }
}
