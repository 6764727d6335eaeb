package io.waggle.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster that wants OAuth. */
class ClientCredentialsTest {
  private static final String TOKEN =
      "{\"access_token\": \"t-1\", \"token_type\": \"Bearer\", \"expires_in\": 3600, \"scope\": \"api\"}";
  private static final String NOTHING = "{\"items\": [], \"page\": {\"totalItems\": 0}}";

  private final List<String> tokenRequests = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();

  @TempDir private Path folder;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/token",
        exchange -> {
          tokenRequests.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          answer(exchange, TOKEN);
        });
    server.createContext(
        "/v2",
        exchange -> {
          authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
          answer(exchange, NOTHING);
        });
    server.start();
  }

  private static void answer(HttpExchange exchange, String body) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length());
    exchange.getResponseBody().write(body.getBytes(UTF_8));
    exchange.close();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String address(String path) {
    return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path);
  }

  private Map<String, String> environment() {
    return Map.of(
        "WAGGLE_REST_ADDRESS", address(""),
        "WAGGLE_CLIENT_ID", "waggle",
        "WAGGLE_CLIENT_SECRET", "secret",
        "WAGGLE_TOKEN_URL", address("/token"),
        "WAGGLE_TOKEN_AUDIENCE", "cluster",
        "WAGGLE_TOKEN_SCOPE", "api",
        "WAGGLE_TOKEN_CACHE", folder.resolve("below/credentials").toString());
  }

  @Test
  void shouldAskForATokenOnceAndSendIt() {
    for (int program = 1; program <= 2; program++) {
      try (AgentClient client = AgentClient.connect(Connection.from(environment()))) {
        assertThat(client.tasks(TaskFilter.ALL)).isEmpty();
      }
    }

    assertThat(authorizations).isNotEmpty().allMatch("Bearer t-1"::equals);
    assertThat(tokenRequests)
        .singleElement()
        .asString()
        .contains("grant_type=client_credentials", "client_id=waggle", "client_secret=secret")
        .contains("audience=cluster", "scope=api");
    assertThat(folder.resolve("below/credentials")).isRegularFile();
  }

  @Test
  void shouldNameTheClientThatIsNotLetIn() {
    server.removeContext("/v2");
    server.createContext(
        "/v2",
        exchange -> {
          exchange.sendResponseHeaders(403, -1);
          exchange.close();
        });

    try (AgentClient client = AgentClient.connect(Connection.from(environment()))) {
      assertThatExceptionOfType(AgentClientException.class)
          .isThrownBy(() -> client.tasks(TaskFilter.ALL))
          .withMessageContaining("does not let the client 'waggle' in");
    }
  }

  @Test
  void shouldBeWhollyGivenOrNotAtAll() {
    assertThat(Connection.from(Map.of()).credentials()).isNull();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Connection.from(Map.of("WAGGLE_CLIENT_ID", "waggle")))
        .withMessage(
            "Only some of WAGGLE_CLIENT_ID, WAGGLE_CLIENT_SECRET and WAGGLE_TOKEN_URL are set; set all or none.");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Connection.from(
                    Map.of(
                        "WAGGLE_CLIENT_ID", "a",
                        "WAGGLE_CLIENT_SECRET", "b",
                        "WAGGLE_TOKEN_URL", "login.example.com")))
        .withMessageContaining("WAGGLE_TOKEN_URL is 'login.example.com'; it must start with");
  }

  @Test
  void shouldExcludeALogin() {
    Connection connection = Connection.from(environment());
    ClientCredentials program = Objects.requireNonNull(connection.credentials());
    Login login = new Login("ada", "secret");

    assertThat(connection.withLogin(login).credentials()).isNull();
    assertThat(Connection.LOCAL.withLogin(login).withCredentials(program).login()).isNull();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Connection.from(
                    Map.of(
                        "WAGGLE_CLIENT_ID", "a",
                        "WAGGLE_CLIENT_SECRET", "b",
                        "WAGGLE_TOKEN_URL", "https://login.example.com/token",
                        "WAGGLE_USER", "ada",
                        "WAGGLE_PASSWORD", "secret")))
        .withMessageContaining("Both a login and OAuth's credentials are set");
  }

  @Test
  void shouldNeverShowTheSecret() {
    var credentials =
        new ClientCredentials(
            "waggle", "hidden", URI.create(address("/token")), null, null, folder.resolve("cache"));

    assertThat(Connection.LOCAL.withCredentials(credentials).toString())
        .contains("clientId=waggle")
        .doesNotContain("hidden");
    assertThat(Files.exists(folder.resolve("cache"))).isFalse();
  }
}
