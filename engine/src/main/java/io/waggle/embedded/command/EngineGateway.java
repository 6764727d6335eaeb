package io.waggle.embedded.command;

import io.camunda.zeebe.gateway.protocol.GatewayGrpc;
import io.camunda.zeebe.gateway.protocol.GatewayGrpc.GatewayImplBase;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivateJobsRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivateJobsResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.BrokerInfo;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.DeleteResourceRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.DeleteResourceResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.Partition;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.TopologyRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.TopologyResponse;
import io.camunda.zeebe.util.VersionUtil;
import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.waggle.embedded.capacity.Capacity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * The test engine's gateway, as it is and with four changes: new process instances are refused when
 * memory gets short, a request for jobs waits for them instead of being answered with none at once,
 * the deletion of a resource is answered, and the topology has the port at which it is served.
 */
public final class EngineGateway {
  private final GatewayImplBase gateway;
  private final Capacity capacity;
  private final LongPolling polling;
  private final LogCommands log;
  private final IntSupplier port;

  EngineGateway(
      GatewayImplBase gateway,
      Capacity capacity,
      LongPolling polling,
      LogCommands log,
      IntSupplier port) {
    this.gateway = gateway;
    this.log = log;
    this.capacity = capacity;
    this.polling = polling;
    this.port = port;
  }

  /** For gRPC clients. */
  public ServerServiceDefinition service() {
    ServerServiceDefinition original = gateway.bindService();
    Map<String, ServerMethodDefinition<?, ?>> methods = new LinkedHashMap<>();
    original.getMethods().forEach(method -> put(methods, method));
    put(methods, unary(GatewayGrpc.getTopologyMethod(), this::topology));
    put(methods, unary(GatewayGrpc.getDeleteResourceMethod(), this::deleteResource));
    put(
        methods,
        unary(
            GatewayGrpc.getCreateProcessInstanceMethod(), guarded(gateway::createProcessInstance)));
    put(
        methods,
        unary(
            GatewayGrpc.getCreateProcessInstanceWithResultMethod(),
            guarded(gateway::createProcessInstanceWithResult)));
    put(
        methods,
        ServerMethodDefinition.create(
            GatewayGrpc.getActivateJobsMethod(),
            ServerCalls.asyncServerStreamingCall(this::activateJobs)));
    ServerServiceDefinition.Builder service =
        ServerServiceDefinition.builder(original.getServiceDescriptor());
    methods.values().forEach(service::addMethod);
    return service.build();
  }

  private static <Q, A> ServerMethodDefinition<Q, A> unary(
      MethodDescriptor<Q, A> method, ServerCalls.UnaryMethod<Q, A> call) {
    return ServerMethodDefinition.create(method, ServerCalls.asyncUnaryCall(call));
  }

  private static void put(
      Map<String, ServerMethodDefinition<?, ?>> methods, ServerMethodDefinition<?, ?> method) {
    methods.put(method.getMethodDescriptor().getFullMethodName(), method);
  }

  private <Q, A> ServerCalls.UnaryMethod<Q, A> guarded(ServerCalls.UnaryMethod<Q, A> call) {
    return (request, answers) -> {
      Optional<String> refusal = capacity.refusal();
      if (refusal.isPresent()) {
        answers.onError(
            Status.RESOURCE_EXHAUSTED.withDescription(refusal.get()).asRuntimeException());
      } else {
        call.invoke(request, answers);
      }
    };
  }

  private void activateJobs(
      ActivateJobsRequest request, StreamObserver<ActivateJobsResponse> answers) {
    answering(
        answers, () -> polling.activate(request, () -> isGone(answers)).forEach(answers::onNext));
  }

  private static boolean isGone(StreamObserver<?> answers) {
    return answers instanceof ServerCallStreamObserver<?> call && call.isCancelled();
  }

  private void deleteResource(
      DeleteResourceRequest request, StreamObserver<DeleteResourceResponse> answers) {
    answering(
        answers,
        () -> {
          log.delete(request.getResourceKey());
          answers.onNext(DeleteResourceResponse.getDefaultInstance());
        });
  }

  /** What waits must not do so on gRPC's own threads. */
  private static void answering(StreamObserver<?> answers, Runnable answer) {
    Thread.startVirtualThread(
        () -> {
          try {
            answer.run();
            answers.onCompleted();
          } catch (RejectedException e) {
            answers.onError(e.status().asRuntimeException());
          } catch (RuntimeException unforeseen) { // left alone, the client would wait for its time
            fail(answers, unforeseen);
          }
        });
  }

  private static void fail(StreamObserver<?> answers, RuntimeException why) {
    if (!isGone(answers)) {
      answers.onError(Status.INTERNAL.withDescription(why.toString()).asRuntimeException());
    }
  }

  private void topology(TopologyRequest request, StreamObserver<TopologyResponse> answers) {
    answers.onNext(
        TopologyResponse.newBuilder()
            .setClusterSize(1)
            .setPartitionsCount(1)
            .setReplicationFactor(1)
            .setGatewayVersion(VersionUtil.getVersion())
            .addBrokers(
                BrokerInfo.newBuilder()
                    .setNodeId(0)
                    .setHost("127.0.0.1")
                    .setPort(port.getAsInt())
                    .setVersion(VersionUtil.getVersion())
                    .addPartitions(
                        Partition.newBuilder()
                            .setPartitionId(1)
                            .setRole(Partition.PartitionBrokerRole.LEADER)
                            .setHealth(Partition.PartitionBrokerHealth.HEALTHY)))
            .build());
    answers.onCompleted();
  }
}
