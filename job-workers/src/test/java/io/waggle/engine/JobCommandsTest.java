package io.waggle.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
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
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a gateway sees that is slow, or that cannot reach its broker. */
@Execution(ExecutionMode.CONCURRENT)
class JobCommandsTest {
  private static final Duration REQUEST = Duration.ofMillis(200);
  private static final int UNANSWERED = 3;

  /** Keys of jobs. */
  private static final long TAKEN = 7;

  private static final long GONE = 8;
  private static final long UNREACHABLE = 9;

  private final SlowGateway gateway = new SlowGateway();
  private Server server;
  private CamundaClient camunda;

  /** Keeps the first requests waiting, and answers the next ones. */
  private static final class SlowGateway extends GatewayImplBase {
    private final List<Instant> completions = new CopyOnWriteArrayList<>();

    @Override
    public void completeJob(
        CompleteJobRequest request, StreamObserver<CompleteJobResponse> answer) {
      completions.add(Instant.now());
      if (completions.size() > UNANSWERED) {
        answer.onNext(CompleteJobResponse.getDefaultInstance());
        answer.onCompleted();
      }
    }

    @Override
    public void failJob(FailJobRequest request, StreamObserver<FailJobResponse> answer) {
      if (request.getJobKey() == TAKEN) {
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
    var job =
        new ActivatedJobImpl(
            new CamundaObjectMapper(),
            GatewayOuterClass.ActivatedJob.newBuilder().setKey(TAKEN).setVariables("{}").build());

    new JobCommands(camunda).complete(camunda, job, "{}");

    List<Instant> sent = gateway.completions;
    assertThat(sent).hasSize(UNANSWERED + 1);
    // The first arrives late: the connection is made first.
    for (int attempt = 1; attempt < UNANSWERED; attempt++) {
      assertThat(Duration.between(sent.get(attempt), sent.get(attempt + 1)))
          .as("wait for the answer to attempt %d", attempt + 1)
          .isGreaterThanOrEqualTo(REQUEST.multipliedBy(1L << attempt).minusMillis(50));
    }
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
