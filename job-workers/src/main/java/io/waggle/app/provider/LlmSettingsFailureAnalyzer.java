package io.waggle.app.provider;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Lets a wrong setting stop the start with its sentence, without a stack trace. */
final class LlmSettingsFailureAnalyzer extends AbstractFailureAnalyzer<LlmSettingsException> {
  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, LlmSettingsException cause) {
    return new FailureAnalysis(
        cause.getMessage(), "Correct the setting and start the worker again.", cause);
  }
}
