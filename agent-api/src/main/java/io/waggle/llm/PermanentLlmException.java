package io.waggle.llm;

import org.jspecify.annotations.Nullable;

/**
 * The model will not answer until a person changes something: a missing or wrong key, an unknown
 * model, a used-up quota, a request that the provider rejects.
 */
public sealed class PermanentLlmException extends RuntimeException
    permits ContextWindowExceededException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong and what to do, in a sentence for whoever opens the incident
   */
  public PermanentLlmException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
