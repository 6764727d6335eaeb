package io.waggle.embedded.command;

import io.grpc.Status;

/** The engine did not do what it was told. */
public final class RejectedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why a command was rejected; names as Camunda's API has them. */
  public enum Reason {
    INVALID_ARGUMENT,
    NOT_FOUND,
    ALREADY_EXISTS,
    INVALID_STATE,
    FORBIDDEN,
    RESOURCE_EXHAUSTED,
    TIMEOUT,
    INTERNAL
  }

  private final Reason reason;

  public RejectedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /** As gRPC clients see it. */
  Status status() {
    Status status =
        switch (reason) {
          case INVALID_ARGUMENT -> Status.INVALID_ARGUMENT;
          case NOT_FOUND -> Status.NOT_FOUND;
          case ALREADY_EXISTS -> Status.ALREADY_EXISTS;
          case INVALID_STATE -> Status.FAILED_PRECONDITION;
          case FORBIDDEN -> Status.PERMISSION_DENIED;
          case RESOURCE_EXHAUSTED -> Status.RESOURCE_EXHAUSTED;
          case TIMEOUT -> Status.DEADLINE_EXCEEDED;
          case INTERNAL -> Status.INTERNAL;
        };
    return status.withDescription(getMessage());
  }
}
