package io.waggle.llm;

/**
 * The HTTP status that a provider answered with: the cause of the exception that says what it
 * means, for {@code error.type} of metrics and spans. It has no stack trace.
 */
public final class HttpStatusException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * @param status for example 429
   */
  public HttpStatusException(int status) {
    super("HTTP status " + status, null, false, false);
    this.status = status;
  }

  /**
   * @return the status
   */
  public int status() {
    return status;
  }
}
