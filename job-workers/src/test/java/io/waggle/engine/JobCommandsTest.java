package io.waggle.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.impl.CamundaObjectMapper;
import io.camunda.client.impl.response.ActivatedJobImpl;
import io.camunda.zeebe.gateway.protocol.GatewayGrpc.GatewayImplBase;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CompleteJobRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CompleteJobResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.FailJobRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.FailJobResponse;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.waggle.journal.WorkerRegistry.Orphan;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a gateway sees that is slow, or that cannot reach its broker. */
@Execution(ExecutionMode.CONCURRENT)
class JobCommandsTest {
  private static final Duration REQUEST = Duration.ofMillis(200);
  private static final int UNANSWERED = 3;

  /** Keys of jobs. */
  private static final long TAKEN = 7;

  /** What the gateway stumbles over, and what it finds too large. */
  private static final long UNREADABLE = 17;

  private static final long TOO_LARGE = 18;

  private static final long GONE = 8;
  private static final long UNREACHABLE = 9;

  private final SlowGateway gateway = new SlowGateway();
  private Server server;
  private CamundaClient camunda;

  /** Keeps the first requests waiting, and answers the next ones. */
  private static final class SlowGateway extends GatewayImplBase {
    private final List<Instant> completions = new CopyOnWriteArrayList<>();
    private final List<FailJobRequest> failures = new CopyOnWriteArrayList<>();

    @Override
    public void completeJob(
        CompleteJobRequest request, StreamObserver<CompleteJobResponse> answer) {
      completions.add(Instant.now());
      if (request.getJobKey() == UNREADABLE || request.getJobKey() == TOO_LARGE) {
        Status status =
            request.getJobKey() == UNREADABLE
                ? Status.INTERNAL.withDescription("Unexpected error occurred")
                : Status.RESOURCE_EXHAUSTED.withDescription(
                    "gRPC message exceeds maximum size 4194304: 5000000");
        answer.onError(status.asRuntimeException());
        return;
      }
      if (completions.size() > UNANSWERED) {
        answer.onNext(CompleteJobResponse.getDefaultInstance());
        answer.onCompleted();
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

  @BeforeEach
  void start() throws Exception {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(gateway)
            .build()
            .start();
    camunda =
        CamundaClient.newClientBuilder()
            .grpcAddress(URI.create("http://127.0.0.1:" + server.getPort()))
            .preferRestOverGrpc(false)
            .defaultRequestTimeout(REQUEST)
            .build();
  }

  @AfterEach
  void stop() {
    camunda.close();
    server.shutdownNow();
  }

  @Test
  void shouldWaitLongerEachTimeForAnEngineThatIsBehind() {
    new JobCommands(camunda).complete(camunda, job(TAKEN), "{}");

    List<Instant> sent = gateway.completions;
    assertThat(sent).hasSize(UNANSWERED + 1);
    // The first arrives late: the connection is made first.
    for (int attempt = 1; attempt < UNANSWERED; attempt++) {
      assertThat(Duration.between(sent.get(attempt), sent.get(attempt + 1)))
          .as("wait for the answer to attempt %d", attempt + 1)
          .isGreaterThanOrEqualTo(REQUEST.multipliedBy(1L << attempt).minusMillis(50));
    }
  }

  private static ActivatedJob job(long key) {
    return new ActivatedJobImpl(
        new CamundaObjectMapper(),
        GatewayOuterClass.ActivatedJob.newBuilder().setKey(key).setVariables("{}").build());
  }

  @ParameterizedTest
  @ValueSource(longs = {UNREADABLE, TOO_LARGE})
  @Timeout(60)
  void shouldRaiseAReadableIncidentForWhatTheEngineNeverTakes(long key) {
    new JobCommands(camunda).complete(camunda, job(key), "{}");

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
    JobCommands commands = new JobCommands(camunda);
    List<Long> lost = new CopyOnWriteArrayList<>();

    for (long job : List.of(TAKEN, GONE, UNREACHABLE)) {
      commands.handBack(new Orphan(job, 3), () -> lost.add(job));
    }

    await().untilAsserted(() -> assertThat(lost).isNotEmpty());
    assertThat(lost).containsExactly(UNREACHABLE);
  }
}
