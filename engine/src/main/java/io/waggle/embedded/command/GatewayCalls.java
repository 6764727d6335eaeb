package io.waggle.embedded.command;

import io.camunda.zeebe.gateway.protocol.GatewayGrpc.GatewayImplBase;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.waggle.embedded.command.RejectedException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Calls the gateway as gRPC clients do, without a wire between, and waits for its answer. */
public final class GatewayCalls {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final GatewayImplBase gateway;

  GatewayCalls(GatewayImplBase gateway) {
    this.gateway = gateway;
  }

  /** One of the gateway's methods. */
  public interface Method<Q, A> {
    void call(GatewayImplBase gateway, Q request, StreamObserver<A> answers);
  }

  /**
   * @throws RejectedException if the engine does not do it, or does not answer
   */
  public <Q, A> A call(Method<Q, A> method, Q request) {
    return call(method, request, PATIENCE);
  }

  public <Q, A> A call(Method<Q, A> method, Q request, Duration patience) {
    return stream(method, request, patience).getFirst();
  }

  /** Everything that a call streams until it is over. */
  public <Q, A> List<A> stream(Method<Q, A> method, Q request, Duration patience) {
    Answers<A> answers = new Answers<>();
    method.call(gateway, request, answers);
    try {
      return answers.all.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw rejected(e.getCause());
    } catch (TimeoutException e) {
      throw new RejectedException(
          Reason.TIMEOUT, "The engine did not answer within %s.".formatted(patience));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RejectedException(Reason.TIMEOUT, "The engine is stopping.");
    }
  }

  private static RejectedException rejected(@Nullable Throwable cause) {
    Status status = Status.fromThrowable(cause);
    Reason reason =
        switch (status.getCode()) {
          case INVALID_ARGUMENT, OUT_OF_RANGE -> Reason.INVALID_ARGUMENT;
          case NOT_FOUND -> Reason.NOT_FOUND;
          case ALREADY_EXISTS -> Reason.ALREADY_EXISTS;
          case FAILED_PRECONDITION -> Reason.INVALID_STATE;
          case PERMISSION_DENIED, UNAUTHENTICATED -> Reason.FORBIDDEN;
          case RESOURCE_EXHAUSTED -> Reason.RESOURCE_EXHAUSTED;
          case DEADLINE_EXCEEDED -> Reason.TIMEOUT;
          default -> Reason.INTERNAL;
        };
    String description = status.getDescription();
    return new RejectedException(reason, description == null ? status.toString() : description);
  }

  private static final class Answers<A> implements StreamObserver<A> {
    private final List<A> soFar = new ArrayList<>();
    private final CompletableFuture<List<A>> all = new CompletableFuture<>();

    @Override
    public void onNext(A answer) {
      soFar.add(answer);
    }

    @Override
    public void onError(Throwable problem) {
      all.completeExceptionally(problem);
    }

    @Override
    public void onCompleted() {
      all.complete(soFar);
    }
  }
}
