package io.waggle.client;

import static io.waggle.client.AgentClientException.Reason.NOT_DEPLOYED;
import static io.waggle.client.AgentClientException.Reason.SUB_RUN;
import static io.waggle.client.AgentClientException.Reason.UNREACHABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.grpc.Status;
import io.waggle.bpmn.Limits;
import io.waggle.bpmn.RunNames;
import io.waggle.client.AgentClientException.Reason;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StartAndTerminateTest {
  private static final RunRequest REQUEST = RunRequest.of("researcher", "Find three sources.");

  private final FakeGateway gateway = new FakeGateway();
  private final AgentClient client =
      AgentClient.connect(
          Connection.LOCAL.withGrpcAddress(gateway.address()).withPatience(Duration.ofSeconds(5)));

  @AfterEach
  void close() {
    client.close();
    gateway.close();
  }

  @Test
  void shouldStartARunWithWhatTheContractNames() throws Exception {
    RunHandle run =
        client.start(
            REQUEST
                .id("bees-7")
                .withInput(Map.of("year", 2026))
                .withLimits(new Limits(null, 5, null, null)));

    assertThat(run.id()).isEqualTo("bees-7");
    assertThat(run.key()).isEqualTo(FakeGateway.RUN);
    assertThat(gateway.started()).hasSize(1);
    assertThat(gateway.started().getFirst().getBpmnProcessId()).isEqualTo("waggle-agent");
    assertThat(Json.parse(gateway.started().getFirst().getVariables()))
        .isEqualTo(
            Json.parse(
                """
                {"agent": "researcher", "runId": "bees-7", "task": "Find three sources.",
                 "input": {"year": 2026}, "limits": {"maxTurns": 5}}"""));
  }

  @Test
  void shouldTryAgainWhenTheClusterIsBusy() {
    gateway.fail(Status.RESOURCE_EXHAUSTED.withDescription("Reached maximum capacity"));
    gateway.fail(Status.RESOURCE_EXHAUSTED.withDescription("Reached maximum capacity"));

    assertThat(client.start(REQUEST).key()).isEqualTo(FakeGateway.RUN);
    assertThat(gateway.started()).hasSize(3);
  }

  @Test
  void shouldStartTheSameAgainWhenTheAnswerIsLost() throws Exception {
    gateway.fail(Status.UNAVAILABLE.withDescription("Network closed for unknown reason"));
    gateway.fail(Status.DEADLINE_EXCEEDED);

    RunHandle run = client.start(REQUEST);

    assertThat(gateway.started()).hasSize(3);
    for (var request : gateway.started()) {
      assertThat(Json.parse(request.getVariables()).path("runId").asText()).isEqualTo(run.id());
    }
  }

  @Test
  void shouldSayThatStartingAgainIsHarmlessWhereNoAnswerEverComes() {
    for (int i = 0; i < 100; i++) {
      gateway.fail(Status.UNAVAILABLE.withDescription("Network closed for unknown reason"));
    }
    Connection impatient =
        Connection.LOCAL.withGrpcAddress(gateway.address()).withPatience(Duration.ofMillis(300));

    try (AgentClient other = AgentClient.connect(impatient)) {
      AgentClientException failure = failureOf(() -> other.start(REQUEST.id("bees-7")));

      assertThat(failure.reason()).isEqualTo(UNREACHABLE);
      assertThat(failure)
          .hasMessageContaining("run bees-7 of agent 'researcher' may have been started or not")
          .hasMessageContaining("start it again under this name");
    }
  }

  @Test
  void shouldMakeUpNamesThatSortByTheirTime() {
    String first = client.start(REQUEST).id();
    String second = new TimeOrderedNames(() -> Instant.now().plusMillis(5)).next();

    assertThat(RunNames.check(first)).isLessThan(second);
    assertThat(UUID.fromString(first).version()).isEqualTo(7);
    assertThat(UUID.fromString(first).variant()).isEqualTo(2);
    assertThat(Instant.ofEpochMilli(UUID.fromString(first).getMostSignificantBits() >>> 16))
        .isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
  }

  @Test
  void shouldReplayWithNothingButTheNames() throws Exception {
    RunHandle run = client.replay(ReplayRequest.of("bees-7", "researcher"));
    client.replay(ReplayRequest.of("bees-7", "researcher").takeOver());

    assertThat(run.id()).isEqualTo("bees-7");
    assertThat(gateway.started())
        .extracting(request -> Json.parse(request.getVariables()))
        .containsExactly(
            Json.parse(
                """
                {"agent": "researcher", "runId": "bees-7", "replay": {"takeOver": false}}"""),
            Json.parse(
                """
                {"agent": "researcher", "runId": "bees-7", "replay": {"takeOver": true}}"""));
    assertThat(gateway.started().getFirst().getTagsList()).containsExactly("waggle:client");
  }

  @Test
  void shouldWaitWithAReplayForTheProcess() {
    gateway.fail(Status.NOT_FOUND.withDescription("Expected to find process definition"));
    gateway.fail(Status.NOT_FOUND.withDescription("Expected to find process definition"));

    assertThat(client.replay(ReplayRequest.of("bees-7", "researcher")).id()).isEqualTo("bees-7");
    assertThat(gateway.started()).hasSize(3);
  }

  @Test
  void shouldSayThatNoWorkerHasDeployedTheProcess() {
    gateway.fail(Status.NOT_FOUND.withDescription("Expected to find process definition"));

    AgentClientException failure = failureOf(() -> client.start(REQUEST));

    assertThat(failure.reason()).isEqualTo(NOT_DEPLOYED);
    assertThat(failure)
        .hasMessageContaining("No worker has deployed the process 'waggle-agent'")
        .hasMessageContaining("start a worker");
  }

  @Test
  void shouldSayThatNothingAnswers() {
    URI nobody = gateway.address();
    gateway.close();
    Connection connection =
        Connection.LOCAL.withGrpcAddress(nobody).withPatience(Duration.ofMillis(300));

    try (AgentClient lonely = AgentClient.connect(connection)) {
      AgentClientException failure = failureOf(() -> lonely.start(REQUEST));

      assertThat(failure.reason()).isEqualTo(UNREACHABLE);
      assertThat(failure)
          .hasMessage(
              "Nothing answers at %s; is Camunda running, and is WAGGLE_GRPC_ADDRESS right?"
                  .formatted(nobody));
    }
  }

  @Test
  void shouldNameTheRunThatASubRunBelongsTo() {
    gateway.fail(
        Status.FAILED_PRECONDITION.withDescription(
            "Command 'CANCEL' rejected with code 'INVALID_STATE': Expected to cancel a process instance with key '42', but it is created by a parent process instance. Cancel the root process instance '17' instead."));

    AgentClientException failure = failureOf(() -> client.terminate("2251799813685342"));

    assertThat(failure.reason()).isEqualTo(SUB_RUN);
    assertThat(failure)
        .hasMessage(
            "Run 2251799813685342 was started by another run and ends together with it; terminate run 17 instead.");
  }

  @Test
  void shouldPassOnWhyTheClusterRefused() {
    gateway.fail(Status.INVALID_ARGUMENT.withDescription("Expected this, got that."));

    AgentClientException failure = failureOf(() -> client.start(REQUEST));

    assertThat(failure.reason()).isEqualTo(Reason.REFUSED);
    assertThat(failure).hasMessageEndingWith("refused the request: Expected this, got that.");
  }

  private static AgentClientException failureOf(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return catchThrowableOfType(AgentClientException.class, call);
  }
}
