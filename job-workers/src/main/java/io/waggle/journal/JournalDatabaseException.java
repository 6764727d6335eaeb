package io.waggle.journal;

/** The journal's database cannot be used, for the reason that is the cause. */
final class JournalDatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  JournalDatabaseException(Throwable cause) {
    super("The journal's database cannot be used", cause);
  }
}
