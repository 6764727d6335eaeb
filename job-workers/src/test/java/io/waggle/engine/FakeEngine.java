package io.waggle.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.CamundaClientBuilder;
import io.camunda.zeebe.gateway.protocol.GatewayGrpc.GatewayImplBase;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CancelProcessInstanceRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CancelProcessInstanceResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.DeployResourceRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.DeployResourceResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.PublishMessageRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.PublishMessageResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.SetVariablesRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.SetVariablesResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.TopologyRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.TopologyResponse;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.waggle.agent.Agents;
import io.waggle.journal.EngineMarks;
import io.waggle.journal.JournalJson;
import io.waggle.journal.RegistryFixture;
import io.waggle.journal.WorkerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What answers at an engine's address: messages, as Zeebe keeps them, and what tests add. */
class FakeEngine extends GatewayImplBase implements AutoCloseable {
  private final Set<String> messages = new HashSet<>();
  private final Set<Long> instances = ConcurrentHashMap.newKeySet();
  private final AtomicInteger deployments = new AtomicInteger();
  private final Server server;
  private volatile int refusals;
  private volatile Runnable beforeItAnswers = () -> {};

  FakeEngine() {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(this)
            .build();
    try {
      server.start();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  CamundaClient client() {
    return builder().build();
  }

  CamundaClient client(Duration requestTimeout) {
    return builder().defaultRequestTimeout(requestTimeout).build();
  }

  CamundaClientBuilder builder() {
    return CamundaClient.newClientBuilder()
        .grpcAddress(address())
        .restAddress(URI.create("http://127.0.0.1:1"))
        .preferRestOverGrpc(false)
        .defaultRequestTimeout(Duration.ofSeconds(5));
  }

  /** The engine, as a worker process is connected to it. */
  static ConnectedEngine connected(CamundaClient camunda, EngineMarks marks) {
    ConnectedEngine engine =
        new ConnectedEngine(
            new Entrance(
                camunda, marks, new ModelDeployment(camunda, /* replacesChanged= */ false)));
    engine.enter();
    return engine;
  }

  /** What works on jobs, as in a worker process. */
  static JobRunner runner(
      RegistryFixture journal, CamundaClient camunda, ConnectedEngine engine, Agents agents) {
    WorkerProcess self = WorkerProcess.current();
    return new JobRunner(
        journal.journal(),
        self,
        new InFlight(),
        new JobCommands(camunda, engine),
        new Definitions(
            new Versions(journal.held(), self, agents),
            new Forks(journal.forks(), JournalJson.mapper()),
            null,
            new InlineBounds(50, Duration.ofMinutes(1), Duration.ofSeconds(20))),
        new JobListeners(List.of()),
        JournalJson.mapper(),
        new OutOfMemory(false));
  }

  @Override
  public synchronized void publishMessage(
      PublishMessageRequest request, StreamObserver<PublishMessageResponse> answer) {
    // Each tenant has messages of its own.
    String message = request.getTenantId() + "/" + request.getMessageId();
    if (refusals > 0) {
      refusals--;
      answer.onError(Status.UNAVAILABLE.asRuntimeException());
    } else if (messages.contains(message)) {
      answer.onError(Status.ALREADY_EXISTS.asRuntimeException());
    } else {
      if (request.getTimeToLive() > 0) {
        messages.add(message);
      }
      answer(answer, PublishMessageResponse.getDefaultInstance());
    }
  }

  @Override
  public void deployResource(
      DeployResourceRequest request, StreamObserver<DeployResourceResponse> answer) {
    deployments.incrementAndGet();
    answer(answer, DeployResourceResponse.getDefaultInstance());
  }

  @Override
  public void topology(TopologyRequest request, StreamObserver<TopologyResponse> answer) {
    answer(answer, TopologyResponse.getDefaultInstance());
  }

  @Override
  public void setVariables(
      SetVariablesRequest request, StreamObserver<SetVariablesResponse> answer) {
    beforeItAnswers.run();
    answerIf(
        instances.contains(request.getElementInstanceKey()),
        answer,
        SetVariablesResponse.getDefaultInstance());
  }

  @Override
  public void cancelProcessInstance(
      CancelProcessInstanceRequest request, StreamObserver<CancelProcessInstanceResponse> answer) {
    answerIf(
        instances.remove(request.getProcessInstanceKey()),
        answer,
        CancelProcessInstanceResponse.getDefaultInstance());
  }

  private static <T> void answerIf(boolean isThere, StreamObserver<T> answer, T value) {
    if (isThere) {
      answer(answer, value);
    } else {
      answer.onError(Status.NOT_FOUND.asRuntimeException());
    }
  }

  static <T> void answer(StreamObserver<T> answer, T value) {
    answer.onNext(value);
    answer.onCompleted();
  }

  /** Another engine, or this one without its data, takes its place. */
  synchronized void loseData() {
    messages.clear();
    instances.clear();
  }

  void begin(long instance) {
    instances.add(instance);
  }

  void end(long instance) {
    instances.remove(instance);
  }

  /**
   * @param happens before it says whether a process instance goes on
   */
  void beforeItAnswers(Runnable happens) {
    beforeItAnswers = happens;
  }

  /** Cannot be asked so many times. */
  synchronized void refuseMessages(int times) {
    refusals = times;
  }

  synchronized int marks() {
    return messages.size();
  }

  int deployments() {
    return deployments.get();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
