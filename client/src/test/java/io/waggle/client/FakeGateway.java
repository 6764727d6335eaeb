package io.waggle.client;

import io.camunda.zeebe.gateway.protocol.GatewayGrpc.GatewayImplBase;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CancelProcessInstanceRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CancelProcessInstanceResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CreateProcessInstanceRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CreateProcessInstanceResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.DeployResourceRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.DeployResourceResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.Deployment;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.FormMetadata;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ProcessMetadata;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.PublishMessageRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.PublishMessageResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.SetVariablesRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.SetVariablesResponse;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A Zeebe gateway on loopback that fails as it is told to, then works. */
public final class FakeGateway implements AutoCloseable {
  /** Key of the first run that it starts; those of the others follow. */
  public static final long RUN = 2251799813685249L;

  private final Queue<Status> failures = new ConcurrentLinkedQueue<>();
  private final Queue<Status> messageFailures = new ConcurrentLinkedQueue<>();
  private final AtomicLong nextKey = new AtomicLong(RUN);
  private final Set<Long> forgotten = ConcurrentHashMap.newKeySet();
  private final List<CreateProcessInstanceRequest> started = new CopyOnWriteArrayList<>();
  private final List<Long> terminated = new CopyOnWriteArrayList<>();
  private final List<PublishMessageRequest> published = new CopyOnWriteArrayList<>();
  private final List<DeployResourceRequest> deployed = new CopyOnWriteArrayList<>();
  private final Server server;

  public FakeGateway() {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try {
      server = NettyServerBuilder.forAddress(anyPort).addService(new Commands()).build().start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  /** The next command fails like this; several are used up in order. */
  public void fail(Status status) {
    failures.add(status);
  }

  /** The next message that is published fails like this. */
  public void failMessage(Status status) {
    messageFailures.add(status);
  }

  /** Has no such process instance any more, as after a start that was answered too early. */
  public void forget(long key) {
    forgotten.add(key);
  }

  /** Requests, also those that failed. */
  public List<CreateProcessInstanceRequest> started() {
    return started;
  }

  public List<Long> terminated() {
    return terminated;
  }

  public List<PublishMessageRequest> published() {
    return published;
  }

  /** Requests, also those that failed. */
  public List<DeployResourceRequest> deployed() {
    return deployed;
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private final class Commands extends GatewayImplBase {
    @Override
    public void createProcessInstance(
        CreateProcessInstanceRequest request,
        StreamObserver<CreateProcessInstanceResponse> response) {
      started.add(request);
      long key = failures.isEmpty() ? nextKey.getAndIncrement() : RUN;
      answer(
          response, CreateProcessInstanceResponse.newBuilder().setProcessInstanceKey(key).build());
    }

    @Override
    public void cancelProcessInstance(
        CancelProcessInstanceRequest request,
        StreamObserver<CancelProcessInstanceResponse> response) {
      if (forgotten.contains(request.getProcessInstanceKey())) {
        failures.add(Status.NOT_FOUND);
      }
      terminated.add(request.getProcessInstanceKey());
      answer(response, CancelProcessInstanceResponse.getDefaultInstance());
    }

    @Override
    public void setVariables(
        SetVariablesRequest request, StreamObserver<SetVariablesResponse> response) {
      if (forgotten.contains(request.getElementInstanceKey())) {
        failures.add(Status.NOT_FOUND);
      }
      answer(response, SetVariablesResponse.getDefaultInstance());
    }

    @Override
    public void publishMessage(
        PublishMessageRequest request, StreamObserver<PublishMessageResponse> response) {
      published.add(request);
      failures.addAll(messageFailures);
      messageFailures.clear();
      answer(response, PublishMessageResponse.getDefaultInstance());
    }

    @Override
    public void deployResource(
        DeployResourceRequest request, StreamObserver<DeployResourceResponse> response) {
      deployed.add(request);
      var answer = DeployResourceResponse.newBuilder().setKey(1);
      request
          .getResourcesList()
          .forEach(resource -> answer.addDeployments(deployment(resource.getName())));
      answer(response, answer.build());
    }

    /** What is in a file is called as the file is. */
    private static Deployment deployment(String file) {
      String id = file.substring(0, file.lastIndexOf('.'));
      return file.endsWith(".form")
          ? Deployment.newBuilder()
              .setForm(FormMetadata.newBuilder().setFormId(id).setVersion(2).setResourceName(file))
              .build()
          : Deployment.newBuilder()
              .setProcess(
                  ProcessMetadata.newBuilder()
                      .setBpmnProcessId(id)
                      .setVersion(3)
                      .setProcessDefinitionKey(RUN)
                      .setResourceName(file))
              .build();
    }

    private <T> void answer(StreamObserver<T> response, T good) {
      Status failure = failures.poll();
      if (failure != null) {
        response.onError(failure.asRuntimeException());
        return;
      }
      response.onNext(good);
      response.onCompleted();
    }
  }
}
