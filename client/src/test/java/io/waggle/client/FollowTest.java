package io.waggle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.waggle.bpmn.Outcome;
import io.waggle.bpmn.Plan;
import io.waggle.bpmn.PlanStep;
import io.waggle.bpmn.ToolCall;
import io.waggle.bpmn.Turn;
import io.waggle.bpmn.Usage;
import io.waggle.client.AgentClientException.Reason;
import io.waggle.client.FakeCluster.Face;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both APIs tell the same story of the same run. */
class FollowTest {
  private static final long RUN = 100;
  private static final long STEP = 200;
  private static final long CALL = 210;
  private static final long SUB_RUN = 300;
  private static final Duration SOON = Duration.ofSeconds(20);

  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable resource : open) {
      resource.close();
    }
  }

  @ParameterizedTest
  @EnumSource(Face.class)
  void shouldTellAllThereIsAboutARun(Face face) {
    FakeCluster cluster = started(face);
    workOnFirstStep(cluster);

    RunStatus status = client(cluster).status(RUN);

    assertThat(status.agent()).isEqualTo("researcher");
    assertThat(status.task()).isEqualTo("Compare the two.");
    assertThat(status.state()).isEqualTo(RunState.ACTIVE);
    assertThat(status.startedAt()).isEqualTo(Instant.parse("2026-11-21T08:00:00Z"));
    assertThat(status.link().toString()).endsWith("/operate/processes/100");
    assertThat(status.steps())
        .extracting(StepStatus::title, StepStatus::state, StepStatus::turns)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("Read both", StepState.ACTIVE, 1),
            org.assertj.core.groups.Tuple.tuple("Compare", StepState.PLANNED, 0));
    ToolCallStatus call = status.steps().getFirst().toolCalls().getFirst();
    assertThat(call.name()).isEqualTo("ask-reader");
    assertThat(call.subRun()).isNotNull();
    assertThat(call.subRun().agent()).isEqualTo("reader");
    assertThat(status.usage()).isEqualTo(new Usage(5, 1, 150, 15));
    assertThat(status.standing()).isEqualTo("working on 'Read both'");
  }

  @ParameterizedTest
  @EnumSource(Face.class)
  void shouldSayThatNoWorkerServesTheAgentOfASubRun(Face face) {
    FakeCluster cluster = started(face);
    workOnFirstStep(cluster);
    cluster.element(301, SUB_RUN, "AcceptTask", "ACTIVE", Instant.now().minusSeconds(60));

    assertThat(client(cluster).status(RUN).warnings())
        .containsExactly(
            "No worker serves agent 'reader': run 300 waits for one; start a worker that holds the agent, or check the agent's name.");
  }

  @ParameterizedTest
  @EnumSource(Face.class)
  void shouldNotWarnOfARunThatHasOnlyJustBegun(Face face) {
    FakeCluster cluster = started(face).element(101, RUN, "AcceptTask", "ACTIVE", Instant.now());

    assertThat(client(cluster).status(RUN).warnings()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Face.class)
  void shouldTellOfIncidentsBelow(Face face) {
    FakeCluster cluster = started(face);
    workOnFirstStep(cluster);
    cluster
        .element(302, SUB_RUN, "MakePlan", "ACTIVE")
        .incident(900, SUB_RUN, "The key of provider 'openai' is missing; set OPENAI_API_KEY.");

    RunStatus status = client(cluster).status(RUN);

    assertThat(status.incidents()).hasSize(1);
    IncidentStatus incident = status.incidents().getFirst();
    assertThat(incident.element()).isEqualTo("MakePlan");
    assertThat(incident.link().toString()).endsWith("/operate/processes/300");
    assertThat(status.standing())
        .isEqualTo(
            "standing still because of an incident: The key of provider 'openai' is missing; set OPENAI_API_KEY.");
  }

  @ParameterizedTest
  @EnumSource(Face.class)
  void shouldWaitForTheEndAndGiveTheWholeResult(Face face) {
    FakeCluster cluster = started(face);
    String text = "long ".repeat(4000);

    var waiting = CompletableFuture.supplyAsync(() -> client(cluster).await(RUN, SOON));
    cluster.end(RUN, "COMPLETED");
    end(cluster, text);

    assertThat(waiting.join())
        .isEqualTo(
            new RunResult(
                RUN, RunState.COMPLETED, Outcome.COMPLETED, text, new Usage(9, 2, 3, 4), "j-1"));
  }

  @ParameterizedTest
  @EnumSource(Face.class)
  void shouldWaitThroughARestart(Face face) {
    FakeCluster cluster = started(face);
    cluster.setAway(true);

    var waiting = CompletableFuture.supplyAsync(() -> client(cluster).await(RUN, SOON));
    CompletableFuture.runAsync(
        () -> {
          end(cluster.end(RUN, "COMPLETED"), "Done.");
          cluster.setAway(false);
        },
        CompletableFuture.delayedExecutor(700, java.util.concurrent.TimeUnit.MILLISECONDS));

    assertThat(waiting.join().text()).isEqualTo("Done.");
  }

  @ParameterizedTest
  @EnumSource(Face.class)
  void shouldEndWithACancelledRun(Face face) {
    FakeCluster cluster = started(face).end(RUN, "CANCELED");

    RunResult result = client(cluster).await(RUN, SOON);

    assertThat(result.state()).isEqualTo(RunState.CANCELED);
    assertThat(result.outcome()).isNull();
  }

  @ParameterizedTest
  @EnumSource(Face.class)
  void shouldSayWhereARunStandsThatIsLate(Face face) {
    FakeCluster cluster = started(face);
    workOnFirstStep(cluster);

    AgentClientException failure =
        catchThrowableOfType(
            AgentClientException.class, () -> client(cluster).await(RUN, Duration.ofMillis(300)));

    assertThat(failure.reason()).isEqualTo(Reason.TIMED_OUT);
    assertThat(failure)
        .hasMessage(
            "Run 100 did not end within 300ms and goes on; it was last seen working on 'Read both'.");
  }

  @ParameterizedTest
  @EnumSource(Face.class)
  void shouldTellAListenerOfEveryChangeOnce(Face face) {
    FakeCluster cluster = started(face);
    List<String> heard = new ArrayList<>();

    client(cluster)
        .await(
            RUN,
            SOON,
            status -> {
              heard.add(status.standing());
              if (heard.size() == 1) {
                workOnFirstStep(cluster);
              } else {
                end(cluster.end(RUN, "COMPLETED"), "Done.");
              }
            });

    assertThat(heard).containsExactly("started", "working on 'Read both'", "ended: completed");
  }

  @ParameterizedTest
  @EnumSource(Face.class)
  void shouldSayThatThereIsNoSuchRun(Face face) {
    FakeCluster cluster = started(face);

    AgentClientException failure =
        catchThrowableOfType(AgentClientException.class, () -> client(cluster).status(4711));

    assertThat(failure.reason()).isEqualTo(Reason.NO_SUCH_RUN);
    assertThat(failure).hasMessageStartingWith("There is no run 4711;");
  }

  @ParameterizedTest
  @EnumSource(Face.class)
  void shouldSayThatTheLoginIsWrong(Face face) {
    FakeCluster cluster = started(face);
    cluster.expectPassword("other");

    AgentClientException failure =
        catchThrowableOfType(AgentClientException.class, () -> client(cluster).status(RUN));

    assertThat(failure.reason()).isEqualTo(Reason.DENIED);
    assertThat(failure).hasMessageContaining("WAGGLE_USER and WAGGLE_PASSWORD");
  }

  @ParameterizedTest
  @EnumSource(Face.class)
  void shouldReadMoreRowsThanOnePageHas(Face face) {
    FakeCluster cluster = started(face);
    for (int i = 0; i < 1205; i++) {
      cluster.element(10_000 + i, RUN, "WaveStarts", "COMPLETED");
    }

    assertThat(client(cluster).status(RUN).elements()).hasSize(1205);
  }

  @ParameterizedTest
  @EnumSource(Face.class)
  void shouldShowARunWithVariablesOfAnyShape(Face face) {
    FakeCluster cluster =
        open(new FakeCluster(face))
            .instance(RUN, "waggle-agent", null)
            .variable(RUN, RUN, "agent", 42)
            .variable(RUN, RUN, "task", List.of("no", "text"))
            .variable(RUN, RUN, "plan", "none")
            .variable(RUN, RUN, "outcome", "surprise");

    RunStatus status = client(cluster).status(RUN);

    assertThat(status.plan()).isNull();
    assertThat(status.outcome()).isNull();
    assertThat(status.standing()).isEqualTo("started");
  }

  private FakeCluster started(Face face) {
    return open(new FakeCluster(face))
        .instance(RUN, "waggle-agent", null)
        .variable(RUN, RUN, "agent", "researcher")
        .variable(RUN, RUN, "task", "Compare the two.");
  }

  private static void workOnFirstStep(FakeCluster cluster) {
    PlanStep read = new PlanStep("read", "Read both", "Read both.", null, List.of(), false);
    PlanStep compare = new PlanStep("compare", "Compare", "Compare.", null, List.of("read"), false);
    ToolCall call =
        new ToolCall(
            "c1",
            "ask-reader",
            ToolCall.Gate.OPEN,
            ToolCall.Handler.AGENT,
            null,
            "waggle-agent",
            "reader",
            "Read A.",
            null,
            null,
            "j-2");
    Instant now = Instant.now();
    cluster
        .variable(RUN, RUN, "usage", new Usage(1, 0, 50, 5))
        .variable(
            RUN,
            RUN,
            "plan",
            new Plan(
                1,
                Plan.Status.READY,
                List.of(List.of(read), List.of(compare)),
                null,
                false,
                0,
                "j"))
        .instance(STEP, "waggle-step", RUN)
        .variable(STEP, STEP, "step", read)
        .variable(
            STEP,
            STEP,
            "turn",
            new Turn(
                1, Turn.Next.ACT, List.of(call), "I ask.", 0, null, new Usage(1, 1, 60, 6), "j-2"))
        .element(205, STEP, "Think", "COMPLETED", now.minusSeconds(2))
        .element(CALL, STEP, "HandleToolCall", "ACTIVE", now.minusSeconds(1))
        .variable(STEP, CALL, "toolCall", call)
        .instance(SUB_RUN, "waggle-agent", STEP)
        .variable(SUB_RUN, SUB_RUN, "agent", "reader")
        .variable(SUB_RUN, SUB_RUN, "task", "Read A.")
        .variable(SUB_RUN, SUB_RUN, "usage", new Usage(3, 0, 40, 4));
  }

  private static void end(FakeCluster cluster, String text) {
    cluster
        .variable(RUN, RUN, "usage", new Usage(9, 2, 3, 4))
        .variable(RUN, RUN, "resultRef", "j-1")
        .variable(RUN, RUN, "result", text)
        .variable(RUN, RUN, "outcome", Outcome.COMPLETED);
  }

  private AgentClient client(FakeCluster cluster) {
    return open(
        AgentClient.connect(
            Connection.LOCAL
                .withWebAddress(cluster.address())
                .withPatience(Duration.ofSeconds(5))));
  }

  private <T extends AutoCloseable> T open(T resource) {
    open.addFirst(resource);
    return resource;
  }
}
