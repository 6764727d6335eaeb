package io.waggle.engine;

import org.jspecify.annotations.Nullable;

/** Only a person can help: the job raises an incident at once, and goes on when it is resolved. */
public class NeedsPersonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong, where, and what to do
   */
  public NeedsPersonException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
