package io.waggle.console.page;

/** What a page was asked for is not there; its message says so to a person, as a page. */
public final class NotThereException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotThereException(String message) {
    super(message);
  }
}
