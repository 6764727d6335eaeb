package io.waggle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.client.Connection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a worker is started, and why it was not. */
class WorkerStartTest {
  @Test
  void shouldLogInWhereTheCommandDoes() {
    assertThat(WorkerLogin.of(Connection.LOCAL)).isEmpty();
    assertThat(
            WorkerLogin.of(
                Connection.from(Map.of("WAGGLE_USER", "demo", "WAGGLE_PASSWORD", "secret"))))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "CAMUNDA_CLIENT_AUTH_METHOD", "basic",
                "CAMUNDA_CLIENT_AUTH_USERNAME", "demo",
                "CAMUNDA_CLIENT_AUTH_PASSWORD", "secret"));
    assertThat(
            WorkerLogin.of(
                Connection.from(
                    Map.of(
                        "WAGGLE_CLIENT_ID", "waggle",
                        "WAGGLE_CLIENT_SECRET", "secret",
                        "WAGGLE_TOKEN_URL", "https://login.example.com/token",
                        "WAGGLE_TOKEN_AUDIENCE", "zeebe.example.com"))))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "CAMUNDA_CLIENT_AUTH_METHOD", "oidc",
                "CAMUNDA_CLIENT_AUTH_CLIENTID", "waggle",
                "CAMUNDA_CLIENT_AUTH_CLIENTSECRET", "secret",
                "CAMUNDA_CLIENT_AUTH_TOKENURL", "https://login.example.com/token",
                "CAMUNDA_CLIENT_AUTH_AUDIENCE", "zeebe.example.com"));
  }

  @Test
  void shouldSayWhatIsWrongAndWhatToDo() {
    List<String> log =
        List.of(
            "2026-11-29T12:50:07.343Z  INFO 1 --- [main] Starting",
            "***************************",
            "APPLICATION FAILED TO START",
            "",
            "Description:",
            "",
            "Agent file a.md, line 4, has a key 'planing' that is not known.",
            "",
            "Action:",
            "",
            "Correct the definition and start the worker again.",
            "2026-11-29T12:50:08.343Z  INFO 1 --- [main] Shut down");

    assertThat(StartFailure.in(log))
        .isEqualTo(
            "Agent file a.md, line 4, has a key 'planing' that is not known."
                + " Correct the definition and start the worker again.");
    assertThat(StartFailure.in(List.of("first", "Killed.", ""))).isEqualTo("Killed.");
    assertThat(StartFailure.in(List.of())).isEmpty();
  }
}
