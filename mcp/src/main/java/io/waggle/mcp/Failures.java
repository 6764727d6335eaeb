package io.waggle.mcp;

import io.modelcontextprotocol.client.transport.McpHttpClientTransportAuthorizationException;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpTransportSessionNotFoundException;
import io.waggle.tool.NothingDoneException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Set;

/** What a failed call says about what was done. */
final class Failures {
  /** The server says that it has not begun. */
  private static final Set<Integer> REFUSALS =
      Set.of(
          ErrorCodes.PARSE_ERROR,
          ErrorCodes.INVALID_REQUEST,
          ErrorCodes.METHOD_NOT_FOUND,
          ErrorCodes.INVALID_PARAMS);

  private Failures() {}

  /** Told what a failure means for the connection. */
  @FunctionalInterface
  interface OnFailure {
    /**
     * @param gone whether the connection is of no more use; else it may be
     */
    void accept(boolean gone);
  }

  /**
   * @param thrown by a call
   * @param connection told what it means for the connection, where it means anything
   * @return what to throw: {@link NotSentException} and {@link NothingDoneException} if nothing was
   *     done, {@link AnswerTooLargeException} if the call was carried out; anything else: it is not
   *     known
   */
  static RuntimeException of(RuntimeException thrown, OnFailure connection) {
    var answer = Causes.find(thrown, McpError.class);
    if (answer.isPresent()) {
      return answered(answer.get(), connection);
    }
    var notSent = Causes.find(thrown, NotSentException.class);
    if (notSent.isPresent()) {
      connection.accept(true);
      return notSent.get();
    }
    if (Causes.has(thrown, McpTransportSessionNotFoundException.class)
        || Causes.has(thrown, ConnectException.class)
        || Causes.has(thrown, HttpConnectTimeoutException.class)
        || Causes.has(thrown, UnresolvedAddressException.class)) {
      connection.accept(true);
      return new NotSentException(Causes.sentence(thrown), thrown);
    }
    if (Causes.has(thrown, McpHttpClientTransportAuthorizationException.class)) {
      return new NothingDoneException(Causes.sentence(thrown), thrown);
    }
    if (isTooLarge(thrown)) {
      return new AnswerTooLargeException(
          "The call was carried out. Its answer is larger than what is read (waggle.mcp.servers.*.max-message), and nothing of it was kept. Ask for less at a time.");
    }
    connection.accept(false);
    return new LostAnswerException(Causes.sentence(thrown), thrown);
  }

  private static RuntimeException answered(McpError error, OnFailure connection) {
    String message = String.valueOf(error.getJsonRpcError().message());
    int code = error.getJsonRpcError().code();
    if (code == AnsweredForServer.LOST) {
      connection.accept(true);
      return new LostAnswerException(message, error);
    }
    if (code == AnsweredForServer.TOO_LARGE) {
      return new AnswerTooLargeException(message);
    }
    return REFUSALS.contains(code)
        ? new NothingDoneException(message, error)
        : new LostAnswerException("the MCP server says: " + message, error);
  }

  /** The SDK has no public type for it. */
  private static boolean isTooLarge(Throwable thrown) {
    return Causes.of(thrown).stream()
        .anyMatch(
            one -> String.valueOf(one.getMessage()).contains("exceeds the maximum allowed size"));
  }

  /** The call was carried out, and its answer dropped; the message is for the model. */
  static final class AnswerTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AnswerTooLargeException(String message) {
      super(message);
    }
  }

  /** The call was sent, and what became of it is not known. */
  static final class LostAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LostAnswerException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
