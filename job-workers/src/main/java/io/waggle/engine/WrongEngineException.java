package io.waggle.engine;

/** The journal is not that of the engine: no job may be worked on. The message says what to do. */
final class WrongEngineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WrongEngineException(String message) {
    super(message);
  }
}
