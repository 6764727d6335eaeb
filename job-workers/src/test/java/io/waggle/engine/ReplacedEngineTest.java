package io.waggle.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivateJobsRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivateJobsResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivatedJob;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CompleteJobRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CompleteJobResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.StreamActivatedJobsRequest;
import io.grpc.stub.StreamObserver;
import io.waggle.agent.Agent;
import io.waggle.agent.Agents;
import io.waggle.agent.Agents.Defined;
import io.waggle.bpmn.JobType;
import io.waggle.journal.RegistryFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of jobs that a worker was handed by an engine that is another one since. */
class ReplacedEngineTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final long OF_THE_ONE_BEFORE = 7;
  private static final long OF_THIS_ONE = 8;

  private final RegistryFixture journal = RegistryFixture.inMemory();
  private final Replaced gateway = new Replaced();
  private final CamundaClient camunda = gateway.client();
  private final ConnectedEngine engine = FakeEngine.connected(camunda, journal.marks());
  private final List<Long> worked = new CopyOnWriteArrayList<>();

  /** Hands out a job, is replaced before it is worked on, and hands out another one. */
  private final class Replaced extends FakeEngine {
    private final AtomicInteger handedOut = new AtomicInteger();
    private final List<Long> completed = new CopyOnWriteArrayList<>();

    @Override
    public void activateJobs(
        ActivateJobsRequest request, StreamObserver<ActivateJobsResponse> answer) {
      if (handedOut.compareAndSet(0, 1)) {
        ActivateJobsResponse job = job(OF_THE_ONE_BEFORE, request);
        loseData();
        engine.lost();
        answer.onNext(job);
      } else if (worked.isEmpty() && !engine.isOfAnother(Instant.now())) {
        answer.onNext(job(OF_THIS_ONE, request));
      }
      answer.onCompleted();
    }

    /** Stays open, and brings nothing. */
    @Override
    public void streamActivatedJobs(
        StreamActivatedJobsRequest request, StreamObserver<ActivatedJob> answer) {}

    private ActivateJobsResponse job(long key, ActivateJobsRequest request) {
      return ActivateJobsResponse.newBuilder()
          .addJobs(
              ActivatedJob.newBuilder()
                  .setKey(key)
                  .setType(request.getType())
                  .setRetries(3)
                  .setVariables("{}")
                  .setCustomHeaders("{}")
                  .setDeadline(Instant.now().plus(TIMEOUT).toEpochMilli()))
          .build();
    }

    @Override
    public void completeJob(
        CompleteJobRequest request, StreamObserver<CompleteJobResponse> answer) {
      completed.add(request.getJobKey());
      answer(answer, CompleteJobResponse.getDefaultInstance());
    }
  }

  /** Reads nothing, and nothing of it is recorded. */
  private final class Looking implements AgentWorker<Looking.Nothing> {
    record Nothing() {}

    @Override
    public JobType jobType() {
      return JobType.FIND_UNDO;
    }

    @Override
    public Class<Nothing> variables() {
      return Nothing.class;
    }

    @Override
    public Place place(EngineJob job, Nothing variables) {
      return new Place("run-1", 1, "", null, null);
    }

    @Override
    public JobOutcome work(AgentJob job, Nothing variables) {
      worked.add(job.key());
      return JobOutcome.completed(Map.of());
    }
  }

  @AfterEach
  void stop() {
    camunda.close();
    gateway.close();
  }

  @Test
  @Timeout(120)
  void shouldBeLetGoAndNeitherWorkedOnNorCompletedOnTheOneThatIsThereNow() {
    Agents agents =
        Agents.of(
            List.of(
                new Defined(
                    "a.md", Agent.named("a").model("play:any").instructions("Look.").build())));
    JobRunner runner = FakeEngine.runner(journal, camunda, engine, agents);
    WorkerProperties properties =
        new WorkerProperties(
            true,
            false,
            8,
            8,
            8,
            8,
            TIMEOUT,
            Duration.ZERO,
            false,
            false,
            Duration.ofSeconds(10),
            50,
            Duration.ofMinutes(1));
    try (Subscriptions subscriptions =
        new Subscriptions(
            camunda,
            properties,
            runner,
            new JobProgress(() -> false, System::nanoTime),
            engine,
            new BrokerWatch(camunda, engine))) {
      subscriptions.open(agents, List.of(new Looking()));

      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(gateway.completed).contains(OF_THIS_ONE));
    }
    assertThat(worked).doesNotContain(OF_THE_ONE_BEFORE);
    assertThat(gateway.completed).doesNotContain(OF_THE_ONE_BEFORE);
  }
}
