package io.waggle.app.provider;

/**
 * A setting of a provider cannot work. The message is one sentence that says which and what to
 * write; it stops the start of the worker.
 */
final class LlmSettingsException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  LlmSettingsException(String message) {
    super(message);
  }
}
