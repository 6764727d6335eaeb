package io.waggle.llm;

import org.jspecify.annotations.Nullable;

/**
 * The model will not answer until a person changes something: a missing or wrong key, an unknown
 * model, a used-up quota, a request that the provider rejects.
 */
public sealed class PermanentLlmException extends RuntimeException
    permits ContextWindowExceededException {
  private static final long serialVersionUID = 1L;

  private final boolean anotherMayAnswer;

  /**
   * @param message what is wrong and what to do, in a sentence for whoever opens the incident
   */
  public PermanentLlmException(String message, @Nullable Throwable cause) {
    this(message, cause, false);
  }

  /**
   * @param message what is wrong and what to do, in a sentence for whoever opens the incident
   * @param anotherMayAnswer see {@link #anotherMayAnswer()}
   */
  public PermanentLlmException(
      String message, @Nullable Throwable cause, boolean anotherMayAnswer) {
    super(message, cause);
    this.anotherMayAnswer = anotherMayAnswer;
  }

  /**
   * @return whether it is about the model or its provider, so that the next model of the agent is
   *     asked: no key, no money, no such model; false where it is about the request
   */
  public boolean anotherMayAnswer() {
    return anotherMayAnswer;
  }
}
