package io.waggle.journal;

import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;

/** The journal's database cannot be used. The message says which and why. */
public final class JournalDatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String advice;

  /**
   * @param advice what to do about it, a sentence
   */
  JournalDatabaseException(String message, String advice, @Nullable Throwable cause) {
    super(message, cause);
    this.advice = advice;
  }

  /**
   * @param setting one that is not read
   * @return what to say where it is set all the same
   */
  public static JournalDatabaseException notBy(String setting) {
    return new JournalDatabaseException(
        "%s is set, and this worker has no database but the journal's, which is not set there."
            .formatted(setting),
        "Set waggle.journal.url, .username and .password instead, and start the worker again.",
        null);
  }

  /**
   * @param database which, as in "The journal's database"
   * @param advice what to do where it cannot be reached or written
   */
  static JournalDatabaseException of(String database, String advice, Exception cause) {
    if (cause instanceof FlywayValidateException changed) {
      return new JournalDatabaseException(
          "%s has tables that this version of Waggle did not make: %s"
              .formatted(database, firstLine(changed)),
          "Start the version of Waggle that made them, or restore the database from a backup of"
              + " this version.",
          cause);
    }
    return new JournalDatabaseException(
        "%s cannot be used: %s".formatted(database, firstLine(reason(cause))), advice, cause);
  }

  String advice() {
    return advice;
  }

  /** What the database says, if it says anything: Flyway says it again, at length. */
  private static Throwable reason(Exception cause) {
    Throwable innermost = cause;
    for (Throwable next = cause; next != null; next = next.getCause()) {
      if (next instanceof SQLException || next instanceof FlywayException) {
        innermost = next;
      }
    }
    return innermost;
  }

  private static String firstLine(Throwable thrown) {
    return String.valueOf(thrown.getMessage()).lines().findFirst().orElse("");
  }
}
