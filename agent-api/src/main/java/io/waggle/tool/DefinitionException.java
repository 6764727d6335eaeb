package io.waggle.tool;

/**
 * The author of a tool or an agent made a mistake. The message is one sentence that says what is
 * wrong, where, and what to do; it stops the start of the worker.
 */
public final class DefinitionException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public DefinitionException(String message) {
    super(message);
  }

  public DefinitionException(String message, Throwable cause) {
    super(message, cause);
  }
}
