package io.waggle.telemetry;

import org.jspecify.annotations.Nullable;

/** Values of {@code error.type}: few, and without anybody's words. */
final class ErrorTypes {
  /** A tool answered that it failed. */
  static final String TOOL_ERROR = "tool_error";

  /** A step or a run has no result. */
  static final String FAILED = "failed";

  private ErrorTypes() {}

  /**
   * @return the name of the exception's class, or of that which the network or a tool threw
   */
  static String of(Throwable thrown) {
    @Nullable Throwable cause = thrown.getCause();
    String name = (cause == null ? thrown : cause).getClass().getCanonicalName();
    return name == null ? "_OTHER" : name;
  }
}
