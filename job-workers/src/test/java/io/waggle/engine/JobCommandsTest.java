package io.waggle.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.camunda.client.impl.CamundaObjectMapper;
import io.camunda.client.impl.response.ActivatedJobImpl;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CompleteJobRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CompleteJobResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.FailJobRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.FailJobResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.UpdateJobTimeoutRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.UpdateJobTimeoutResponse;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.Context;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.waggle.journal.RegistryFixture;
import io.waggle.journal.WorkerRegistry.Orphan;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a gateway sees that is slow, or that cannot reach its broker. */
@Execution(ExecutionMode.CONCURRENT)
class JobCommandsTest {
  private static final Duration REQUEST = Duration.ofSeconds(5);
  private static final Duration FIRST_OF_MANY = Duration.ofSeconds(2);
  private static final int UNANSWERED = 3;

  /** Keys of jobs. */
  private static final long TAKEN = 7;

  /** What the gateway stumbles over, and what it finds too large. */
  private static final long UNREADABLE = 17;

  private static final long TOO_LARGE = 18;

  private static final long GONE = 8;
  private static final long UNREACHABLE = 9;

  /** While it is completed, another engine takes the place of its own. */
  private static final long REPLACED = 10;

  private final SlowGateway gateway = new SlowGateway();
  private final CamundaClient camunda = gateway.client(REQUEST);
  private final ConnectedEngine engine =
      FakeEngine.connected(camunda, RegistryFixture.inMemory().marks());
  private final JobCommands commands = new JobCommands(camunda, engine);

  /** Keeps the first requests waiting, and answers the next ones. */
  private static final class SlowGateway extends FakeEngine {
    /** How long the client waits for the answer to each. */
    private final List<Duration> completions = new CopyOnWriteArrayList<>();

    private final List<FailJobRequest> failures = new CopyOnWriteArrayList<>();
    private final List<Long> extended = new CopyOnWriteArrayList<>();

    @Override
    public void completeJob(
        CompleteJobRequest request, StreamObserver<CompleteJobResponse> answer) {
      completions.add(
          Duration.ofMillis(Context.current().getDeadline().timeRemaining(TimeUnit.MILLISECONDS)));
      if (request.getJobKey() == UNREADABLE || request.getJobKey() == TOO_LARGE) {
        Status status =
            request.getJobKey() == UNREADABLE
                ? Status.INTERNAL.withDescription("Unexpected error occurred")
                : Status.RESOURCE_EXHAUSTED.withDescription(
                    "gRPC message exceeds maximum size 4194304: 5000000");
        answer.onError(status.asRuntimeException());
        return;
      }
      if (request.getJobKey() == REPLACED) {
        loseData();
        answer.onError(Status.UNAVAILABLE.asRuntimeException());
        return;
      }
      if (completions.size() > UNANSWERED) {
        answer.onNext(CompleteJobResponse.getDefaultInstance());
        answer.onCompleted();
      }
    }

    @Override
    public void updateJobTimeout(
        UpdateJobTimeoutRequest request, StreamObserver<UpdateJobTimeoutResponse> answer) {
      extended.add(request.getJobKey());
      switch ((int) request.getJobKey()) {
        case (int) GONE -> answer.onError(Status.NOT_FOUND.asRuntimeException());
        case (int) UNREACHABLE -> answer.onError(Status.UNAVAILABLE.asRuntimeException());
        default -> answer(answer, UpdateJobTimeoutResponse.getDefaultInstance());
      }
    }

    @Override
    public void failJob(FailJobRequest request, StreamObserver<FailJobResponse> answer) {
      failures.add(request);
      if (request.getJobKey() != GONE && request.getJobKey() != UNREACHABLE) {
        answer.onNext(FailJobResponse.getDefaultInstance());
        answer.onCompleted();
      } else {
        Status status = request.getJobKey() == GONE ? Status.NOT_FOUND : Status.UNAVAILABLE;
        answer.onError(status.asRuntimeException());
      }
    }
  }

  @AfterEach
  void stop() {
    camunda.close();
    gateway.close();
  }

  @Test
  void shouldWaitLongerEachTimeForAnEngineThatIsBehind() {
    Deadlines deadlines = new Deadlines();
    try (CamundaClient impatient =
        gateway
            .builder()
            .defaultRequestTimeout(FIRST_OF_MANY)
            .withInterceptors(deadlines)
            .build()) {
      connect(impatient);
      new JobCommands(impatient, engine).complete(impatient, job(TAKEN), "{}");
    }

    assertThat(deadlines.completions).hasSizeGreaterThan(UNANSWERED);
    for (int attempt = 1; attempt <= UNANSWERED; attempt++) {
      assertThat(deadlines.completions.get(attempt))
          .as("wait for the answer to attempt %d", attempt + 1)
          .isBetween(
              FIRST_OF_MANY.multipliedBy(1L << (attempt - 1)),
              FIRST_OF_MANY.multipliedBy(1L << attempt));
    }
  }

  /** What each attempt has, where it is made: on its way it may be held up. */
  private static final class Deadlines implements ClientInterceptor {
    private final List<Duration> completions = new CopyOnWriteArrayList<>();

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
        MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
      if (method.getBareMethodName().equals("CompleteJob")) {
        completions.add(
            Duration.ofMillis(options.getDeadline().timeRemaining(TimeUnit.MILLISECONDS)));
      }
      return next.newCall(method, options);
    }
  }

  /** In the time of a request of its own. */
  private static void connect(CamundaClient client) {
    await()
        .ignoreExceptions()
        .until(() -> OverGrpc.send(client.newTopologyRequest()).send().join() != null);
  }

  private TakenJob job(long key) {
    return new TakenJob(
        new ActivatedJobImpl(
            new CamundaObjectMapper(),
            GatewayOuterClass.ActivatedJob.newBuilder().setKey(key).setVariables("{}").build()),
        engine.mark());
  }

  @ParameterizedTest
  @ValueSource(longs = {UNREADABLE, TOO_LARGE})
  @Timeout(60)
  void shouldRaiseAReadableIncidentForWhatTheEngineNeverTakes(long key) {
    commands.complete(camunda, job(key), "{}");

    assertThat(gateway.failures)
        .singleElement()
        .satisfies(
            incident -> {
              assertThat(incident.getRetries()).isZero();
              assertThat(incident.getErrorMessage())
                  .contains("The engine rejects the outcome of this job", "cancel the run");
            });
  }

  @Test
  void shouldTellOnlyOfJobsOfDeadWorkersThatTheEngineHasNotHeardOf() {
    List<Long> lost = new CopyOnWriteArrayList<>();

    for (long job : List.of(TAKEN, GONE, UNREACHABLE)) {
      commands.handBack(new Orphan(job, 3), engine.mark(), () -> lost.add(job));
    }

    await().untilAsserted(() -> assertThat(lost).isNotEmpty());
    assertThat(lost).containsExactly(UNREACHABLE);
  }

  /** Its key may be that of another job by now. */
  @Test
  @Timeout(60)
  void shouldSendNothingMoreOfAJobOnceAnotherEngineHasTakenThePlaceOfItsOwn() {
    TakenJob taken = job(REPLACED);

    assertThat(commands.extend(taken, Duration.ofMinutes(1))).isTrue();
    commands.complete(camunda, taken, "{}");
    commands.complete(camunda, taken, "{}");
    commands.fail(camunda, taken, 2, "late");
    commands.handBack(camunda, taken);
    assertThat(commands.extend(taken, Duration.ofMinutes(1))).isFalse();
    assertThat(commands.show(taken, "inline", "turns")).isEmpty();

    assertThat(gateway.completions).as("before it was noticed").hasSize(1);
    assertThat(gateway.failures).isEmpty();
    assertThat(gateway.extended).as("before it was noticed").containsExactly(REPLACED);
    assertThat(engine.mark()).isNotEqualTo(taken.engine());
    commands.fail(camunda, job(TAKEN), 2, "of the engine that is there now");
    assertThat(gateway.failures).hasSize(1);
  }

  @Test
  @Timeout(60)
  void shouldKnowWhetherTheEngineHasAJobStill() {
    TakenJob taken = job(TAKEN);
    TakenJob gone = job(GONE);
    TakenJob unreachable = job(UNREACHABLE);
    Duration more = Duration.ofMinutes(1);

    assertThat(commands.extend(taken, more)).isTrue();
    assertThat(commands.extend(gone, more)).isFalse();
    assertThat(commands.extend(unreachable, more)).as("it is the same engine").isTrue();
    gateway.loseData();
    assertThat(commands.extend(unreachable, more)).as("it is another one").isFalse();

    assertThat(gateway.extended).containsExactly(TAKEN, GONE, UNREACHABLE, UNREACHABLE);
    assertThat(commands.extend(taken, more)).isFalse();
    assertThat(gateway.extended).hasSize(4);
  }

  @Test
  void shouldHandNoJobOfADeadWorkerBackToAnotherEngine() {
    String before = engine.mark();
    List<Long> lost = new CopyOnWriteArrayList<>();
    commands.handBack(new Orphan(UNREACHABLE, 3), before, () -> lost.add(UNREACHABLE));
    await().untilAsserted(() -> assertThat(lost).isNotEmpty());
    gateway.loseData();

    commands.handBack(new Orphan(TAKEN, 3), before, () -> lost.add(TAKEN));
    commands.handBack(new Orphan(GONE, 3), engine.mark(), () -> lost.add(GONE));

    await().untilAsserted(() -> assertThat(gateway.failures).hasSize(2));
    assertThat(gateway.failures)
        .extracting(FailJobRequest::getJobKey)
        .containsExactly(UNREACHABLE, GONE);
    assertThat(lost).containsExactly(UNREACHABLE);
  }
}
