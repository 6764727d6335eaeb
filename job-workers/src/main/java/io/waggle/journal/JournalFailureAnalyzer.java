package io.waggle.journal;

import java.sql.SQLException;
import java.util.Objects;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in a sentence why the journal's database cannot be used, where it stops the start. */
final class JournalFailureAnalyzer extends AbstractFailureAnalyzer<JournalDatabaseException> {
  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, JournalDatabaseException cause) {
    SQLException refused = findCause(cause, SQLException.class);
    Throwable reason =
        refused == null ? Objects.requireNonNullElse(cause.getCause(), cause) : refused;
    return new FailureAnalysis(
        "The journal's database cannot be used: "
            + String.valueOf(reason.getMessage()).lines().findFirst().orElse(""),
        "Set waggle.journal.url (or waggle.home, the folder of the default database) to a"
            + " database that this process can reach and write, and start the worker again.",
        cause);
  }
}
