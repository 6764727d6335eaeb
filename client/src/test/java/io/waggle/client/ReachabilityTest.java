package io.waggle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.camunda.client.impl.http.HttpCamundaFuture;
import io.waggle.client.AgentClientException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody waits in silence for a cluster that does not answer. */
@Execution(ExecutionMode.CONCURRENT)
class ReachabilityTest extends WithCluster {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final String RESTORED = "restored";

  private final List<String> reports = new CopyOnWriteArrayList<>();

  /** The first requests of a process load classes, which may take as long as an alarm. */
  @BeforeAll
  static void warmUp() {
    try (FakeCluster cluster = Story.started(new FakeCluster());
        FakeGateway gateway = new FakeGateway();
        AgentClient client =
            AgentClient.connect(
                Connection.LOCAL
                    .withGrpcAddress(gateway.address())
                    .withRestAddress(cluster.address())
                    .withLogin(new Login("demo", "demo")))) {
      client.status(Story.NAME);
      client.start("researcher", "Compare");
    }
  }

  private AgentClient listening(Connection connection) {
    return open(
        AgentClient.connect(
            connection,
            new ConnectionListener() {
              @Override
              public void lost(String trouble) {
                reports.add(trouble);
              }

              @Override
              public void restored() {
                reports.add(RESTORED);
              }
            }));
  }

  /** What was reported once a failure was known: on a busy machine that may be after an alarm. */
  private List<String> failures() {
    return reports.stream().dropWhile(text -> text.startsWith("No answer from ")).toList();
  }

  private static Connection rest(int port) {
    return Connection.LOCAL.withRestAddress(address(port)).withPatience(LONG);
  }

  private static <T> CompletableFuture<T> inBackground(Supplier<T> call) {
    return CompletableFuture.supplyAsync(call, Thread::startVirtualThread);
  }

  private AgentClient listening(FakeCluster cluster) {
    return listening(
        Connection.LOCAL
            .withRestAddress(cluster.address())
            .withLogin(new Login("demo", "demo"))
            .withPatience(LONG));
  }

  private static URI address(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Refuses connections, and nobody else gets it: it is taken, and not listened at. */
  private int closedPort() throws IOException {
    Socket taken = open(new Socket());
    taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return taken.getLocalPort();
  }

  /** Accepts connections and never answers. */
  private static ServerSocket silentPort() throws IOException {
    return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @Test
  void shouldReportAClosedPortWhileARunIsAwaited() throws IOException {
    int port = closedPort();
    AgentClient client = listening(rest(port));

    inBackground(() -> client.await(Story.NAME, LONG));

    await().atMost(SOON).until(() -> !failures().isEmpty());
    assertThat(failures())
        .containsExactly(
            "The state of runs cannot be read: nothing answers at %s, or not properly; is Camunda running, and is WAGGLE_REST_ADDRESS right?"
                .formatted(address(port)));
  }

  @Test
  void shouldReportAPortThatNeverAnswersWhileAStatusIsRead() throws IOException {
    ServerSocket silent = open(silentPort());
    AgentClient client = listening(rest(silent.getLocalPort()));

    inBackground(() -> client.status(Story.NAME));

    await().atMost(SOON).until(() -> !reports.isEmpty());
    assertThat(reports)
        .containsExactly("No answer from %s for 3 s.".formatted(address(silent.getLocalPort())));
  }

  @Test
  void shouldReportAGatewayThatDoesNotAnswer() throws IOException {
    int port = closedPort();
    AgentClient client =
        listening(Connection.LOCAL.withGrpcAddress(address(port)).withPatience(LONG));

    inBackground(() -> client.start("researcher", "Compare"));

    await().atMost(SOON).until(() -> !failures().isEmpty());
    assertThat(failures().getFirst()).contains(address(port).toString(), "WAGGLE_GRPC_ADDRESS");
  }

  @Test
  void shouldReportAGatewayThatNeverAnswers() throws IOException {
    URI silent = address(open(silentPort()).getLocalPort());
    AgentClient client = listening(Connection.LOCAL.withGrpcAddress(silent).withPatience(LONG));

    inBackground(() -> client.start("researcher", "Compare"));

    await().atMost(SOON).until(() -> !reports.isEmpty());
    assertThat(reports.getFirst()).isEqualTo("No answer from %s for 3 s.".formatted(silent));
  }

  /** A gateway without {@code /v2}, another server, a proxy in front of a cluster that restarts. */
  @ParameterizedTest
  @ValueSource(ints = {200, 302, 404, 501, 503})
  void shouldReportAnAnswerThatIsNoneAndGoOnUntilThereIsOne(int status) {
    FakeCluster cluster = ended();
    cluster.failWith(status);
    AgentClient client = listening(cluster);
    var waiting = inBackground(() -> client.await(Story.NAME, LONG));
    await().atMost(SOON).until(() -> !failures().isEmpty());

    cluster.failWith(0);

    assertThat(waiting.join().text()).isEqualTo("Done.");
    assertThat(failures()).hasSize(2).last().isEqualTo(RESTORED);
    assertThat(failures().getFirst()).contains(cluster.address().toString(), "WAGGLE_REST_ADDRESS");
  }

  @Test
  void shouldGoOnWhereAClusterThatHungAnswersAgain() {
    FakeCluster cluster = ended();
    cluster.answerAfter(Duration.ofSeconds(5));
    AgentClient client = listening(cluster);
    var waiting = inBackground(() -> client.await(Story.NAME, LONG));
    await().atMost(SOON).until(() -> !reports.isEmpty());

    cluster.answerAfter(Duration.ZERO);

    assertThat(waiting.join().text()).isEqualTo("Done.");
    assertThat(reports)
        .containsExactly("No answer from %s for 3 s.".formatted(cluster.address()), RESTORED);
  }

  @Test
  void shouldSayInTheEndWhatDidNotAnswer() {
    FakeCluster cluster = ended();
    cluster.failWith(404);
    AgentClient client = listening(cluster);

    AgentClientException late =
        catchThrowableOfType(
            AgentClientException.class, () -> client.await(Story.NAME, Duration.ofSeconds(1)));

    assertThat(late.reason()).isEqualTo(Reason.TIMED_OUT);
    assertThat(late)
        .hasMessageContaining("goes on")
        .hasMessageContaining("HTTP status 404")
        .hasMessageContaining(cluster.address().toString());
  }

  @Test
  void shouldNotCallASlowClusterSilent() {
    FakeCluster cluster = ended();
    cluster.answerAfter(Duration.ofMillis(450)); // more than 3 s in all

    // Where the machine itself holds up one answer there is silence, but hardly in each reading.
    int readings = 0;
    do {
      reports.clear();
      assertThat(listening(cluster).status(Story.NAME).key()).isEqualTo(Story.RUN);
      readings++;
    } while (!reports.isEmpty() && readings < 3);
    assertThat(reports).isEmpty();
  }

  @Test
  void shouldEndWhatWaitsWhenTheClientIsClosed() throws IOException {
    AgentClient client = listening(rest(closedPort()));
    var waiting = inBackground(() -> client.await(Story.NAME, LONG));

    client.close();

    await().atMost(SOON).until(waiting::isCompletedExceptionally);
  }

  @Test
  void shouldNotWaitForAnAnswerOverAClosedConnection() throws IOException {
    AgentClient client = listening(rest(open(silentPort()).getLocalPort()));
    client.close();

    assertThatThrownBy(() -> client.status(Story.NAME)).hasMessageContaining("was closed");
  }

  /** What is sent over a connection that is just being closed is not answered. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldNotWaitForAnAnswerWhenClosedBeforeOrMeanwhile(boolean before) {
    Reachability reachability = new Reachability(ConnectionListener.NONE);
    HttpCamundaFuture<String> never = new HttpCamundaFuture<>();
    if (before) {
      reachability.close();
    }
    var waiting = inBackground(() -> reachability.await(never));
    if (!before) {
      await().atMost(SOON).until(() -> never.getNumberOfDependents() > 0);
      reachability.close();
    }

    assertThat(waiting)
        .failsWithin(SOON)
        .withThrowableThat()
        .withRootCauseInstanceOf(AgentClientException.class)
        .withMessageContaining("was closed");
  }

  private FakeCluster ended() {
    FakeCluster cluster = Story.started(open(new FakeCluster())).end(Story.RUN, "COMPLETED");
    Story.end(cluster, "Done.");
    return cluster;
  }
}
