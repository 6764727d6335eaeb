package io.waggle.cli;

import io.waggle.client.ClientCredentials;
import io.waggle.client.Connection;
import io.waggle.client.Login;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a worker logs in where this command does, as environment variables: arguments are shown. */
final class WorkerLogin {
  private static final String AUTH = "CAMUNDA_CLIENT_AUTH_";

  private WorkerLogin() {}

  /** Empty where nobody logs in. */
  static Map<String, String> of(Connection connection) {
    Map<String, String> environment = new LinkedHashMap<>();
    Login login = connection.login();
    if (login != null) {
      environment.put(AUTH + "METHOD", "basic");
      environment.put(AUTH + "USERNAME", login.user());
      environment.put(AUTH + "PASSWORD", login.password());
    }
    ClientCredentials program = connection.credentials();
    if (program != null) {
      environment.put(AUTH + "METHOD", "oidc");
      environment.put(AUTH + "CLIENTID", program.clientId());
      environment.put(AUTH + "CLIENTSECRET", program.secret());
      environment.put(AUTH + "TOKENURL", program.tokenUrl().toString());
      if (program.audience() != null) {
        environment.put(AUTH + "AUDIENCE", program.audience());
      }
      if (program.scope() != null) {
        environment.put(AUTH + "SCOPE", program.scope());
      }
    }
    return environment;
  }
}
