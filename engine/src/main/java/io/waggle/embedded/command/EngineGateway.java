package io.waggle.embedded.command;

import io.camunda.zeebe.gateway.protocol.GatewayGrpc;
import io.camunda.zeebe.gateway.protocol.GatewayGrpc.GatewayImplBase;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivateJobsRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivateJobsResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.BrokerInfo;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.Partition;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.TopologyRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.TopologyResponse;
import io.camunda.zeebe.util.VersionUtil;
import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.waggle.embedded.capacity.Capacity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * The test engine's gateway, as it is and with three changes: new process instances are refused
 * when memory gets short, a request for jobs waits for them instead of being answered with none at
 * once, and the topology has the port at which it is served.
 */
public final class EngineGateway {
  private final GatewayImplBase gateway;
  private final Capacity capacity;
  private final LongPolling polling;
  private final IntSupplier port;

  EngineGateway(GatewayImplBase gateway, Capacity capacity, LongPolling polling, IntSupplier port) {
    this.gateway = gateway;
    this.capacity = capacity;
    this.polling = polling;
    this.port = port;
  }

  /** For gRPC clients. */
  public ServerServiceDefinition service() {
    ServerServiceDefinition original = gateway.bindService();
    Map<String, ServerMethodDefinition<?, ?>> methods = new LinkedHashMap<>();
    original.getMethods().forEach(method -> put(methods, method));
    put(
        methods,
        guarded(GatewayGrpc.getCreateProcessInstanceMethod(), gateway::createProcessInstance));
    put(
        methods,
        guarded(
            GatewayGrpc.getCreateProcessInstanceWithResultMethod(),
            gateway::createProcessInstanceWithResult));
    put(
        methods,
        ServerMethodDefinition.create(
            GatewayGrpc.getActivateJobsMethod(),
            ServerCalls.asyncServerStreamingCall(this::activateJobs)));
    put(
        methods,
        ServerMethodDefinition.create(
            GatewayGrpc.getTopologyMethod(), ServerCalls.asyncUnaryCall(this::topology)));
    ServerServiceDefinition.Builder service =
        ServerServiceDefinition.builder(original.getServiceDescriptor());
    methods.values().forEach(service::addMethod);
    return service.build();
  }

  private static void put(
      Map<String, ServerMethodDefinition<?, ?>> methods, ServerMethodDefinition<?, ?> method) {
    methods.put(method.getMethodDescriptor().getFullMethodName(), method);
  }

  private <Q, A> ServerMethodDefinition<Q, A> guarded(
      MethodDescriptor<Q, A> method, ServerCalls.UnaryMethod<Q, A> call) {
    return ServerMethodDefinition.create(
        method,
        ServerCalls.asyncUnaryCall(
            (request, answers) -> {
              Optional<String> refusal = capacity.refusal();
              if (refusal.isPresent()) {
                answers.onError(
                    Status.RESOURCE_EXHAUSTED.withDescription(refusal.get()).asRuntimeException());
              } else {
                call.invoke(request, answers);
              }
            }));
  }

  private void activateJobs(
      ActivateJobsRequest request, StreamObserver<ActivateJobsResponse> answers) {
    Thread.startVirtualThread(() -> polling.activate(request, answers));
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
