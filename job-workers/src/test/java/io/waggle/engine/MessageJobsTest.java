package io.waggle.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivateJobsRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivateJobsResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivatedJob;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CompleteJobRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CompleteJobResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.FailJobRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.FailJobResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.PublishMessageRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.PublishMessageResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.StreamActivatedJobsRequest;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.waggle.bpmn.Messages;
import io.waggle.journal.RegistryFixture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What processes send to runs, where a job comes again. */
class MessageJobsTest {
  private static final Duration LEASE = Duration.ofSeconds(20);

  /** By their types: what the jobs read. */
  private static final Map<String, String> JOBS =
      Map.of(
          MessageJobs.GUIDE,
          "{\"agentGuidance\": {\"run\": \"run-1\", \"guidance\": \"Be brief.\"}}",
          MessageJobs.CANCEL,
          "{\"agentCancellation\": {\"run\": \"run-1\", \"undo\": true}}");

  /** Hands each job out twice, as if the worker had died before it completed the job. */
  private static final class Redelivering extends FakeEngine {
    private final Map<String, Set<String>> tenants = new ConcurrentHashMap<>();
    private final List<PublishMessageRequest> messages = new CopyOnWriteArrayList<>();
    private final List<Long> completed = new CopyOnWriteArrayList<>();
    private final List<String> failed = new CopyOnWriteArrayList<>();

    @Override
    public void streamActivatedJobs(
        StreamActivatedJobsRequest request, StreamObserver<ActivatedJob> answer) {
      String type = request.getType();
      tenants.put(type, Set.copyOf(request.getTenantIdsList()));
      ActivatedJob job =
          ActivatedJob.newBuilder()
              .setKey(type.equals(MessageJobs.GUIDE) ? 7 : 8)
              .setType(type)
              .setRetries(1)
              .setTenantId("green")
              .setCustomHeaders("{}")
              .setVariables(JOBS.getOrDefault(type, "{}"))
              .build();
      answer.onNext(job);
      answer.onNext(job);
    }

    @Override
    public void activateJobs(
        ActivateJobsRequest request, StreamObserver<ActivateJobsResponse> answer) {
      answer.onCompleted();
    }

    @Override
    public synchronized void publishMessage(
        PublishMessageRequest request, StreamObserver<PublishMessageResponse> answer) {
      if (List.of(Messages.STEER, Messages.CANCEL).contains(request.getName())) {
        messages.add(request);
      }
      super.publishMessage(request, answer);
    }

    @Override
    public void completeJob(
        CompleteJobRequest request, StreamObserver<CompleteJobResponse> answer) {
      completed.add(request.getJobKey());
      answer(answer, CompleteJobResponse.getDefaultInstance());
    }

    @Override
    public void failJob(FailJobRequest request, StreamObserver<FailJobResponse> answer) {
      failed.add(request.getErrorMessage());
      answer(answer, FailJobResponse.getDefaultInstance());
    }
  }

  @Test
  @Timeout(60)
  void shouldCompleteAJobThatComesAgainAfterItsMessageHasBeenSent() {
    try (Redelivering gateway = new Redelivering();
        CamundaClient camunda =
            gateway.builder().defaultJobWorkerTenantIds(List.of("blue", "green")).build()) {
      ConnectedEngine engine = FakeEngine.connected(camunda, RegistryFixture.inMemory().marks());
      try (BrokerWatch broker = new BrokerWatch(camunda, engine);
          MessageJobs jobs = new MessageJobs(camunda, properties(), engine, broker)) {
        jobs.open();

        await()
            .untilAsserted(
                () ->
                    assertThat(gateway.completed.size() + gateway.failed.size())
                        .isGreaterThanOrEqualTo(4));
      }
      assertThat(gateway.failed).isEmpty();
      assertThat(gateway.completed).containsExactlyInAnyOrder(7L, 7L, 8L, 8L);
      assertThat(gateway.messages)
          .extracting(
              PublishMessageRequest::getName,
              PublishMessageRequest::getMessageId,
              PublishMessageRequest::getTenantId)
          .containsOnly(tuple(Messages.STEER, "7", "green"), tuple(Messages.CANCEL, "8", "green"))
          .hasSize(4);
      assertThat(gateway.tenants)
          .isEqualTo(
              Map.of(
                  MessageJobs.GUIDE,
                  Set.of("blue", "green"),
                  MessageJobs.CANCEL,
                  Set.of("blue", "green")));
    }
  }

  /** An engine whose streams break at once. */
  private static final class Breaking extends FakeEngine {
    private final AtomicInteger streams = new AtomicInteger();

    @Override
    public void streamActivatedJobs(
        StreamActivatedJobsRequest request, StreamObserver<ActivatedJob> answer) {
      streams.incrementAndGet();
      answer.onError(Status.UNAVAILABLE.asRuntimeException());
    }

    @Override
    public void activateJobs(
        ActivateJobsRequest request, StreamObserver<ActivateJobsResponse> answer) {
      answer.onCompleted();
    }
  }

  /** The client would wait for ever for one that was closed before. */
  @Test
  @Timeout(60)
  void shouldLeaveStreamsThatAreOpenedAgainToTheClientToClose() {
    try (Breaking gateway = new Breaking();
        CamundaClient camunda = gateway.client()) {
      ConnectedEngine engine = FakeEngine.connected(camunda, RegistryFixture.inMemory().marks());
      try (BrokerWatch broker = new BrokerWatch(camunda, engine)) {
        MessageJobs jobs = new MessageJobs(camunda, properties(), engine, broker);
        jobs.open();
        await().until(() -> gateway.streams.get() >= 2 && broker.isReopening());

        jobs.close();

        int opened = gateway.streams.get();
        await().untilAsserted(() -> assertThat(gateway.streams).hasValueGreaterThan(opened + 2));
      }
    }
  }

  private static WorkerProperties properties() {
    return new WorkerProperties(
        true,
        false,
        8,
        8,
        8,
        8,
        LEASE,
        Duration.ZERO,
        false,
        false,
        Duration.ofSeconds(10),
        50,
        Duration.ofMinutes(1));
  }
}
