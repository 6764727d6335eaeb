package io.waggle.mcp;

import org.jspecify.annotations.Nullable;

/** A request that the server never saw: nothing was done. */
final class NotSentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotSentException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
