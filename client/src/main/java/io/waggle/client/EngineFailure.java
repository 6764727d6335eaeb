package io.waggle.client;

import io.camunda.client.api.command.ClientStatusException;
import io.grpc.Status;
import io.waggle.client.AgentClientException.Reason;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A command that failed, and what follows from that.
 *
 * @param kind what can be concluded
 * @param description in the engine's words
 * @param cause as thrown
 */
record EngineFailure(Kind kind, String description, Throwable cause) {
  enum Kind {
    /** Nobody received it; it may be sent again. */
    NOT_SENT,
    /** It was turned away for load; it may be sent again. */
    BUSY,
    /** The gateway did not know where to send it, not yet or not at all; it may be sent again. */
    NOT_ROUTED,
    /** The connection broke while it was under way. */
    IN_DOUBT,
    NOT_FOUND,
    /** The same was asked for before, and was executed. */
    REPEATED,
    DENIED,
    REFUSED
  }

  static EngineFailure of(Throwable thrown) {
    Status status =
        chain(thrown)
            .filter(ClientStatusException.class::isInstance)
            .map(failure -> ((ClientStatusException) failure).getStatus())
            .findFirst()
            .orElse(Status.UNKNOWN.withDescription(thrown.getMessage()));
    String description = Objects.requireNonNullElse(status.getDescription(), status.toString());
    return new EngineFailure(kind(status.getCode(), description, thrown), description, thrown);
  }

  private static Kind kind(Status.Code code, String description, Throwable thrown) {
    return switch (code) {
      case RESOURCE_EXHAUSTED ->
          description.contains("exceeds maximum size") ? Kind.REFUSED : Kind.BUSY;
      case UNAVAILABLE -> unavailable(description, thrown);
      case DEADLINE_EXCEEDED ->
          description.contains("waiting_for_connection") ? Kind.NOT_SENT : Kind.IN_DOUBT;
      case CANCELLED, ABORTED, INTERNAL, UNKNOWN -> Kind.IN_DOUBT;
      case NOT_FOUND -> Kind.NOT_FOUND;
      case ALREADY_EXISTS -> Kind.REPEATED;
      case UNAUTHENTICATED, PERMISSION_DENIED -> Kind.DENIED;
      default -> Kind.REFUSED;
    };
  }

  private static Kind unavailable(String description, Throwable thrown) {
    if (description.contains("the gateway is not yet aware")) {
      return Kind.NOT_ROUTED;
    }
    return chain(thrown).anyMatch(EngineFailure::noConnection) ? Kind.NOT_SENT : Kind.IN_DOUBT;
  }

  private static boolean noConnection(Throwable cause) {
    return cause instanceof ConnectException
        || cause instanceof UnknownHostException
        || cause instanceof NoRouteToHostException;
  }

  private static Stream<Throwable> chain(Throwable thrown) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause);
  }

  boolean notExecuted() {
    return kind == Kind.NOT_SENT || kind == Kind.BUSY || kind == Kind.NOT_ROUTED;
  }

  boolean inDoubt() {
    return kind == Kind.IN_DOUBT;
  }

  private static String notAllowed(Connection connection) {
    ClientCredentials program = connection.credentials();
    return program == null
        ? "The cluster at %s does not allow this; set %s and %s to a user that may start runs."
            .formatted(connection.grpcAddress(), Connection.USER, Connection.PASSWORD)
        : "The cluster at %s does not allow this to the client '%s'; see its permissions and tenants."
            .formatted(connection.grpcAddress(), program.clientId());
  }

  /** For what every command may meet. */
  AgentClientException asException(Connection connection) {
    return switch (kind) {
      case NOT_SENT ->
          new AgentClientException(
              Reason.UNREACHABLE,
              "Nothing answers at %s; is Camunda running, and is %s right?"
                  .formatted(connection.grpcAddress(), Connection.GRPC_ADDRESS),
              cause);
      case BUSY ->
          new AgentClientException(
              Reason.UNREACHABLE,
              "The cluster at %s turns requests away; nothing was done, try later. It says: %s"
                  .formatted(connection.grpcAddress(), description),
              cause);
      case NOT_ROUTED ->
          new AgentClientException(
              Reason.UNREACHABLE,
              "The cluster at %s is not ready: %s."
                  .formatted(connection.grpcAddress(), description.replaceFirst("\\.$", "")),
              cause);
      case DENIED -> new AgentClientException(Reason.DENIED, notAllowed(connection), cause);
      case IN_DOUBT ->
          new AgentClientException(
              Reason.IN_DOUBT,
              "The connection to %s broke before the answer came."
                  .formatted(connection.grpcAddress()),
              cause);
      case NOT_FOUND, REPEATED, REFUSED ->
          new AgentClientException(
              Reason.REFUSED,
              "The cluster at %s refused the request: %s."
                  .formatted(connection.grpcAddress(), description.replaceFirst("\\.$", "")),
              cause);
    };
  }
}
