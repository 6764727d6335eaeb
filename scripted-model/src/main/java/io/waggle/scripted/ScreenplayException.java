package io.waggle.scripted;

/**
 * A screenplay cannot be played as it is written. The message is one sentence that names the file,
 * the scene and the key, and says what to change.
 */
public final class ScreenplayException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  ScreenplayException(String message) {
    super(message);
  }
}
