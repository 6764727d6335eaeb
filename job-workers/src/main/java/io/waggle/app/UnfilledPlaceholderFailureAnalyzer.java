package io.waggle.app;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Lets a placeholder that nothing fills stop the start with its sentence. */
final class UnfilledPlaceholderFailureAnalyzer
    extends AbstractFailureAnalyzer<UnfilledPlaceholderException> {
  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, UnfilledPlaceholderException cause) {
    return new FailureAnalysis(
        cause.getMessage(), "Correct the setting and start the worker again.", cause);
  }
}
