package io.waggle.platform;

/**
 * The platform cannot do what it was asked to. The message is for the person at the terminal: what
 * is wrong, where, and what to do; print it without a stack trace.
 */
public final class PlatformException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PlatformException(String message) {
    super(message);
  }

  PlatformException(String message, Throwable cause) {
    super(message, cause);
  }
}
