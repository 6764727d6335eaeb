package io.waggle.tool;

import org.jspecify.annotations.Nullable;

/**
 * Thrown by a tool that did nothing and may succeed later; the call is tried again after a pause.
 *
 * @see NothingDoneException
 */
public final class RetryableToolException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RetryableToolException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
