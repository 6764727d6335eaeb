package io.waggle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.waggle.client.AgentClientException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody waits in silence for a cluster that does not answer. */
class ReachabilityTest extends WithCluster {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final String RESTORED = "restored";

  private final List<String> heard = new CopyOnWriteArrayList<>();

  private AgentClient listening(Connection connection) {
    return open(
        AgentClient.connect(
            connection,
            new ConnectionListener() {
              @Override
              public void lost(String trouble) {
                heard.add(trouble);
              }

              @Override
              public void restored() {
                heard.add(RESTORED);
              }
            }));
  }

  private static Connection rest(int port) {
    return Connection.LOCAL.withRestAddress(address(port)).withPatience(LONG);
  }

  /** What it throws once the test has closed its client is of no interest. */
  private static void inBackground(Runnable call) {
    CompletableFuture.runAsync(call, Thread::startVirtualThread);
  }

  private static URI address(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  private static int closedPort() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return taken.getLocalPort();
    }
  }

  @Test
  void shouldReportAClosedPortWhileARunIsAwaited() throws IOException {
    int port = closedPort();
    AgentClient client = listening(rest(port));

    inBackground(() -> client.await(Story.RUN, LONG));

    await().atMost(SOON).until(() -> !heard.isEmpty());
    assertThat(heard)
        .containsExactly(
            "The state of runs cannot be read: nothing answers at %s, or not properly; is Camunda running, and is WAGGLE_REST_ADDRESS right?"
                .formatted(address(port)));
  }

  @Test
  void shouldReportAPortThatNeverAnswersWhileAStatusIsRead() throws IOException {
    ServerSocket silent = open(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    AgentClient client = listening(rest(silent.getLocalPort()));

    inBackground(() -> client.status(Story.RUN));

    await().atMost(SOON).until(() -> !heard.isEmpty());
    assertThat(heard)
        .containsExactly("No answer from %s for 3 s.".formatted(address(silent.getLocalPort())));
  }

  @Test
  void shouldReportAGatewayThatDoesNotAnswer() throws IOException {
    int port = closedPort();
    AgentClient client =
        listening(Connection.LOCAL.withGrpcAddress(address(port)).withPatience(LONG));

    inBackground(() -> client.start("researcher", "Compare"));

    await().atMost(SOON).until(() -> !heard.isEmpty());
    assertThat(heard.getFirst()).contains(address(port).toString(), "WAGGLE_GRPC_ADDRESS");
  }

  @Test
  void shouldReportThatTheClusterAnswersAgain() {
    FakeCluster cluster = Story.started(open(new FakeCluster())).end(Story.RUN, "COMPLETED");
    Story.end(cluster, "Done.");
    cluster.setAway(true);
    AgentClient client =
        listening(
            Connection.LOCAL
                .withRestAddress(cluster.address())
                .withLogin(new Login("demo", "demo"))
                .withPatience(LONG));
    var waiting =
        CompletableFuture.supplyAsync(
            () -> client.await(Story.RUN, LONG), Thread::startVirtualThread);
    await().atMost(SOON).until(() -> !heard.isEmpty());

    cluster.setAway(false);

    assertThat(waiting.join().text()).isEqualTo("Done.");
    assertThat(heard).hasSize(2).last().isEqualTo(RESTORED);
  }

  @Test
  void shouldBeSilentAboutAClusterThatAnswers() {
    FakeCluster cluster = Story.started(open(new FakeCluster()));
    AgentClient client =
        listening(
            Connection.LOCAL
                .withRestAddress(cluster.address())
                .withLogin(new Login("demo", "demo")));

    assertThat(client.status(Story.RUN).key()).isEqualTo(Story.RUN);
    assertThat(heard).isEmpty();
  }

  /** A gateway without {@code /v2}, an older Camunda, another server: waiting would be in vain. */
  @ParameterizedTest
  @ValueSource(ints = {404, 501})
  void shouldEndTheWaitAtOnceWhereThereIsNoSuchApi(int status) throws IOException {
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] page = "<html>Not here</html>".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    other.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(status, page.length);
            exchange.getResponseBody().write(page);
          }
        });
    other.start();
    open(() -> other.stop(0));
    AgentClient client = listening(rest(other.getAddress().getPort()));

    AgentClientException failure =
        catchThrowableOfType(AgentClientException.class, () -> client.await(Story.RUN, LONG));

    assertThat(failure.reason()).isEqualTo(Reason.REFUSED);
    assertThat(failure)
        .hasMessageContaining("HTTP status %d", status)
        .hasMessageContaining("/v2")
        .hasMessageContaining(address(other.getAddress().getPort()).toString());
  }
}
