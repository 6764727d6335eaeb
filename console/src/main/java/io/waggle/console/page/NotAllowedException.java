package io.waggle.console.page;

/** The person may not do that here, whatever roles the person has; its message says why. */
public final class NotAllowedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotAllowedException(String message) {
    super(message);
  }
}
