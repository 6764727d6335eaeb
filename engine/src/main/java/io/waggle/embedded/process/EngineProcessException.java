package io.waggle.embedded.process;

/** The engine's process cannot be started, found or ended; the message says why and what to do. */
public final class EngineProcessException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EngineProcessException(String message) {
    super(message);
  }

  EngineProcessException(String message, Throwable cause) {
    super(message, cause);
  }
}
