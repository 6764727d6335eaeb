package io.waggle.journal;

/** The journal's database did not answer in the time that a reader waits; nothing is lost by it. */
public final class JournalAwayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  JournalAwayException(Throwable cause) {
    super("The journal's database does not answer.", cause);
  }
}
