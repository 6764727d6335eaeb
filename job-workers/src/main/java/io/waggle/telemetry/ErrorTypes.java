package io.waggle.telemetry;

import io.waggle.llm.HttpStatusException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Values of {@code error.type}: few, and without anybody's words. */
final class ErrorTypes {
  /** A tool answered that it failed. */
  static final String TOOL_ERROR = "tool_error";

  /** A step or a run has no result. */
  static final String FAILED = "failed";

  /** Nobody answered in time. */
  static final String TIMEOUT = "timeout";

  /** Of an exception whose class has no name. */
  static final String OTHER = "_OTHER";

  /** What OkHttp says of a whole call that took too long. */
  private static final String CALL_TIMEOUT = "timeout";

  private ErrorTypes() {}

  /**
   * @return the HTTP status that a provider answered with, {@value #TIMEOUT}, or the name of the
   *     exception's class, or of that which the network or a tool threw
   */
  static String of(Throwable thrown) {
    @Nullable Throwable cause = thrown.getCause();
    Throwable what = cause == null ? thrown : cause;
    if (what instanceof HttpStatusException answered) {
      return Integer.toString(answered.status());
    }
    if (what instanceof TimeoutException
        || what instanceof HttpTimeoutException
        || (what instanceof InterruptedIOException late && isTimeout(late))) {
      return TIMEOUT;
    }
    String name = what.getClass().getCanonicalName();
    return name == null ? OTHER : name;
  }

  /** Of a call that is interrupted because the worker stops, the class is the same. */
  private static boolean isTimeout(InterruptedIOException late) {
    return late instanceof SocketTimeoutException || CALL_TIMEOUT.equals(late.getMessage());
  }
}
