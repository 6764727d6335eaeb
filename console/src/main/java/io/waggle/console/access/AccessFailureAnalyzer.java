package io.waggle.console.access;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Lets a console without a login stop the start with a sentence. */
final class AccessFailureAnalyzer extends AbstractFailureAnalyzer<AccessException> {
  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, AccessException cause) {
    return new FailureAnalysis(cause.getMessage(), cause.remedy(), cause);
  }
}
