package io.waggle.journal;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in a sentence why the journal's database cannot be used, where it stops the start. */
final class JournalFailureAnalyzer extends AbstractFailureAnalyzer<JournalDatabaseException> {
  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, JournalDatabaseException cause) {
    return new FailureAnalysis(cause.getMessage(), cause.advice(), cause);
  }
}
