package io.waggle.client;

import io.camunda.client.api.command.ClientHttpException;
import io.waggle.client.AgentClientException.Reason;

/** Sentences for what may go wrong with {@code /v2}. */
final class RestFailure {
  private RestFailure() {}

  /** Of the Camunda client's REST calls. */
  static AgentClientException of(Connection connection, RuntimeException failure) {
    if (failure instanceof AgentClientException already) {
      return already;
    }
    return failure instanceof ClientHttpException http && http.code() > 0
        ? of(connection, http.code(), http)
        : unreachable(connection, failure);
  }

  private static AgentClientException of(Connection connection, int status, Throwable cause) {
    return switch (status) {
      case 401, 403 -> denied(connection, cause);
      case 429, 500, 502, 503, 504 -> unreachable(connection, cause);
      case 400, 409 ->
          new AgentClientException(
              Reason.REFUSED,
              "The cluster at %s refused the request: %s."
                  .formatted(connection.restAddress(), cause.getMessage()),
              cause);
      // Another server, an older Camunda; or a proxy in front of a cluster that comes back.
      default ->
          new AgentClientException(
              Reason.UNREACHABLE,
              "The state of runs cannot be read: %s answered with HTTP status %d, not as the Orchestration Cluster REST API (/v2) does; is Camunda 8.8 or newer there, and is %s right?"
                  .formatted(connection.restAddress(), status, Connection.REST_ADDRESS),
              cause);
    };
  }

  static AgentClientException denied(Connection connection, Throwable cause) {
    Login login = connection.login();
    ClientCredentials program = connection.credentials();
    if (program != null) {
      return new AgentClientException(
          Reason.DENIED,
          "%s does not let the client '%s' in, or not do this; see its permissions, %s and %s."
              .formatted(
                  connection.restAddress(),
                  program.clientId(),
                  ClientCredentials.AUDIENCE,
                  ClientCredentials.SCOPE),
          cause);
    }
    return new AgentClientException(
        Reason.DENIED,
        login == null
            ? "%s wants a login; set %s and %s."
                .formatted(connection.restAddress(), Connection.USER, Connection.PASSWORD)
            : "%s does not let user '%s' in with this password; set %s and %s."
                .formatted(
                    connection.restAddress(), login.user(), Connection.USER, Connection.PASSWORD),
        cause);
  }

  static AgentClientException unreachable(Connection connection, Throwable cause) {
    return new AgentClientException(
        Reason.UNREACHABLE,
        "The state of runs cannot be read: nothing answers at %s, or not properly; is Camunda running, and is %s right?"
            .formatted(connection.restAddress(), Connection.REST_ADDRESS),
        cause);
  }
}
