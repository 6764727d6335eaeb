package io.waggle.llm;

import org.jspecify.annotations.Nullable;

/** The conversation is longer than the model can read. A shorter one would be answered. */
public final class ContextWindowExceededException extends PermanentLlmException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong and what to do, in a sentence for whoever opens the incident
   */
  public ContextWindowExceededException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
