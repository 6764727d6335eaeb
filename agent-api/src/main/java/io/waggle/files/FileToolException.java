package io.waggle.files;

/** What is wrong with a call of a file tool, in words that the model can act on. */
final class FileToolException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FileToolException(String message) {
    super(message);
  }
}
