package io.waggle.files;

import io.waggle.tool.NothingDoneException;

/** What is wrong with a call of a file tool that changed no file. */
final class FileToolException extends NothingDoneException {
  private static final long serialVersionUID = 1L;

  FileToolException(String message) {
    super(message);
  }

  FileToolException(String message, Throwable cause) {
    super(message, cause);
  }
}
