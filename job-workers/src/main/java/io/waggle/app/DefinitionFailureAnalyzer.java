package io.waggle.app;

import io.waggle.tool.DefinitionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Lets a mistake in a definition stop the start with its sentence, without a stack trace. */
final class DefinitionFailureAnalyzer extends AbstractFailureAnalyzer<DefinitionException> {
  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, DefinitionException cause) {
    return new FailureAnalysis(
        cause.getMessage(), "Correct the definition and start the worker again.", cause);
  }
}
