package io.waggle.app;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Lets a setting that cannot be meant stop the start with its sentence. */
final class WrongSettingFailureAnalyzer extends AbstractFailureAnalyzer<WrongSettingException> {
  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, WrongSettingException cause) {
    return new FailureAnalysis(
        cause.getMessage(), "Correct the setting and start the worker again.", cause);
  }
}
