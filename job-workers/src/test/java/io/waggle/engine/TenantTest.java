package io.waggle.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivateJobsRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivateJobsResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivatedJob;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.DeployResourceRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.DeployResourceResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.PublishMessageRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.PublishMessageResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.StreamActivatedJobsRequest;
import io.grpc.stub.StreamObserver;
import io.waggle.agent.Agent;
import io.waggle.agent.Agents;
import io.waggle.agent.Agents.Defined;
import io.waggle.bpmn.JobType;
import io.waggle.journal.RegistryFixture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A worker of a tenant deploys to it, takes its jobs, and knows the engine by its messages. */
class TenantTest {
  private static final Agents AGENTS =
      Agents.of(
          List.of(
              new Defined(
                  "a.md", Agent.named("a").model("play:any").instructions("Look.").build())));

  private final Map<String, Set<String>> asked = new ConcurrentHashMap<>();
  private final RegistryFixture journal = RegistryFixture.inMemory();
  private final Recording gateway = new Recording();

  /** Notes the tenant of what it is asked, by command. */
  private final class Recording extends FakeEngine {
    private void note(String command, List<String> tenants) {
      asked.computeIfAbsent(command, first -> ConcurrentHashMap.newKeySet()).addAll(tenants);
    }

    @Override
    public synchronized void publishMessage(
        PublishMessageRequest request, StreamObserver<PublishMessageResponse> answer) {
      note("publish", List.of(request.getTenantId()));
      super.publishMessage(request, answer);
    }

    @Override
    public void deployResource(
        DeployResourceRequest request, StreamObserver<DeployResourceResponse> answer) {
      note("deploy", List.of(request.getTenantId()));
      super.deployResource(request, answer);
    }

    @Override
    public void activateJobs(
        ActivateJobsRequest request, StreamObserver<ActivateJobsResponse> answer) {
      note("activate " + request.getType(), request.getTenantIdsList());
      answer.onCompleted();
    }

    /** Stays open, and brings nothing. */
    @Override
    public void streamActivatedJobs(
        StreamActivatedJobsRequest request, StreamObserver<ActivatedJob> answer) {
      note("stream " + request.getType(), request.getTenantIdsList());
    }
  }

  /** Is never given a job. */
  private record Idle(JobType jobType) implements AgentWorker<Idle.Nothing> {
    record Nothing() {}

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
      return JobOutcome.completed(Map.of());
    }
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  @Timeout(60)
  void shouldNameItsTenantInAllThatAWorkerBeginsWith() {
    WorkerProperties properties =
        new WorkerProperties(
            true,
            false,
            8,
            8,
            8,
            8,
            Duration.ofSeconds(20),
            Duration.ZERO,
            false,
            false,
            Duration.ofSeconds(10),
            50,
            Duration.ofMinutes(1));
    try (CamundaClient camunda = client("blue")) {
      ConnectedEngine engine = FakeEngine.connected(camunda, journal.marks());
      JobRunner runner = FakeEngine.runner(journal, camunda, engine, AGENTS);
      var progress = new JobProgress(() -> false, System::nanoTime);
      try (var subscriptions =
          new Subscriptions(
              camunda, properties, runner, progress, engine, new BrokerWatch(camunda, engine))) {
        subscriptions.open(AGENTS, List.of(new Idle(JobType.STEER), new Idle(JobType.THINK)));

        await()
            .untilAsserted(
                () ->
                    assertThat(asked)
                        .containsOnlyKeys(
                            "publish",
                            "deploy",
                            "activate a.steer",
                            "stream a.steer",
                            "activate a.think",
                            "stream a.think"));
      }
    }
    assertThat(asked.values()).allMatch(tenants -> tenants.equals(Set.of("blue")));
  }

  /** Each has messages of its own, and with them names of runs: to a journal they are two. */
  @Test
  void shouldKnowTwoTenantsOfAnEngineAsTwoEngines() {
    String blue = mark("blue");
    String green = mark("green");

    assertThat(blue).isNotEqualTo(green);
    assertThat(mark("blue")).isEqualTo(blue);
    assertThat(mark("green")).isEqualTo(green);
  }

  private String mark(String tenant) {
    try (CamundaClient camunda = client(tenant)) {
      return FakeEngine.connected(camunda, journal.marks()).mark();
    }
  }

  private CamundaClient client(String tenant) {
    return gateway.builder().defaultTenantId(tenant).build();
  }
}
