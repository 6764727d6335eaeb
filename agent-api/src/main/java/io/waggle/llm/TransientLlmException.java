package io.waggle.llm;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The model cannot answer now: network, 408, 409, 425, 429, 5xx. The same question later may do.
 */
public final class TransientLlmException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final @Nullable Duration retryAfter;
  private final boolean anotherMayAnswer;

  /**
   * @param message what happened, in a sentence for whoever looks at the job in Operate
   * @param retryAfter how long the provider asked to wait; null if it did not
   */
  public TransientLlmException(
      String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
    this(message, retryAfter, cause, true);
  }

  /**
   * @param message what happened, in a sentence for whoever looks at the job in Operate
   * @param retryAfter how long the provider asked to wait; null if it did not
   * @param anotherMayAnswer see {@link #anotherMayAnswer()}
   */
  public TransientLlmException(
      String message,
      @Nullable Duration retryAfter,
      @Nullable Throwable cause,
      boolean anotherMayAnswer) {
    super(message, cause);
    this.retryAfter = retryAfter;
    this.anotherMayAnswer = anotherMayAnswer;
  }

  /**
   * @return whether the model failed, so that the next one of its agent is asked; false where only
   *     the form of the request is about to change
   */
  public boolean anotherMayAnswer() {
    return anotherMayAnswer;
  }

  /**
   * @return how long the provider asked to wait; null if it did not
   */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
