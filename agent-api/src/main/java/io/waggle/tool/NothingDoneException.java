package io.waggle.tool;

import org.jspecify.annotations.Nullable;

/**
 * Thrown by a tool that did nothing, and will not do it later either: a wish that cannot be met, a
 * number that does not exist. The model reads the message. After any other exception a tool that
 * may act only once counts as one that may have acted: it is looked up, or a person is asked.
 *
 * @see RetryableToolException
 */
public class NothingDoneException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong, in words that the model can act on
   */
  public NothingDoneException(String message) {
    this(message, null);
  }

  /**
   * @param message what is wrong, in words that the model can act on
   */
  public NothingDoneException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
