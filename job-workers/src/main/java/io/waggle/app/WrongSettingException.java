package io.waggle.app;

/** A setting is a placeholder that nothing fills; the message is one sentence that says which. */
final class WrongSettingException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  WrongSettingException(String message) {
    super(message);
  }
}
