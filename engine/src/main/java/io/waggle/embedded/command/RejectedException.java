package io.waggle.embedded.command;

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
}
