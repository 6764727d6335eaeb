package io.waggle.llm;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The model cannot answer now: network, 408, 409, 425, 429, 5xx. The same question later may do.
 */
public final class TransientLlmException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final @Nullable Duration retryAfter;

  /**
   * @param message what happened, in a sentence for whoever looks at the job in Operate
   * @param retryAfter how long the provider asked to wait; null if it did not
   */
  public TransientLlmException(
      String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
    super(message, cause);
    this.retryAfter = retryAfter;
  }

  /**
   * @return how long the provider asked to wait; null if it did not
   */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
