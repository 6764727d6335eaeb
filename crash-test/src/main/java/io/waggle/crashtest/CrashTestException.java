package io.waggle.crashtest;

/** The test itself cannot go on; the message is one sentence for the user. */
public final class CrashTestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CrashTestException(String message) {
    super(message);
  }

  CrashTestException(String message, Throwable cause) {
    super(message, cause);
  }
}
