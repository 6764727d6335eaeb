package io.waggle.client;

import io.waggle.client.AgentClientException.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.util.Objects;
import java.util.stream.Stream;

/** What it means that a user task could not be taken or completed. */
final class TaskFailure {
  private TaskFailure() {}

  /** Taking a task again does no harm: whatever may pass is {@link Reason#UNREACHABLE}. */
  static AgentClientException assigning(
      Connection connection, long task, int status, String message) {
    return switch (status) {
      case 401, 403 -> RestFailure.denied(connection, cause(status, message));
      case 429, 500, 502, 503, 504 -> RestFailure.unreachable(connection, cause(status, message));
      default -> refused(task, status, message);
    };
  }

  /** What was turned away was not done; what went wrong on the way may have been. */
  static AgentClientException completing(
      Connection connection, long task, int status, String message) {
    return switch (status) {
      case 401, 403 -> RestFailure.denied(connection, cause(status, message));
      case 429, 503 -> RestFailure.unreachable(connection, cause(status, message));
      case 500, 502, 504 -> inDoubt(connection, task, cause(status, message));
      default -> refused(task, status, message);
    };
  }

  /** The connection broke; where none came about, nothing was done. */
  static AgentClientException inDoubt(Connection connection, long task, Throwable cause) {
    boolean neverSent =
        Stream.iterate(cause, Objects::nonNull, Throwable::getCause)
            .anyMatch(ConnectException.class::isInstance);
    return neverSent
        ? RestFailure.unreachable(connection, cause)
        : new AgentClientException(
            Reason.IN_DOUBT,
            "It is not known whether the decision on task %d arrived: %s did not answer properly. Deciding again does no harm; a task that was decided says so."
                .formatted(task, connection.restAddress()),
            cause);
  }

  private static AgentClientException refused(long task, int status, String message) {
    return new AgentClientException(
        Reason.REFUSED,
        "The cluster refused the decision on task %d: %s."
            .formatted(
                task,
                message.isBlank() ? "HTTP status " + status : message.replaceFirst("\\.$", "")));
  }

  private static IOException cause(int status, String message) {
    return new IOException("HTTP status %d %s".formatted(status, message));
  }
}
