package io.waggle.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The same job later may succeed: it is tried again after a pause, and in the end is an incident.
 */
public final class TryAgainException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final @Nullable Duration after;

  /**
   * @param message a sentence for whoever looks at the job
   * @param after how long to wait at the least; null: the usual backoff
   */
  public TryAgainException(String message, @Nullable Duration after, @Nullable Throwable cause) {
    super(message, cause);
    this.after = after;
  }

  @Nullable Duration after() {
    return after;
  }
}
