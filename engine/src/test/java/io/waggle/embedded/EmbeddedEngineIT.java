package io.waggle.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.camunda.zeebe.model.bpmn.Bpmn;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EmbeddedEngineIT {
  @Test
  void shouldListenOnTheLoopbackAddressAlone() throws IOException {
    try (EmbeddedEngine engine = EmbeddedEngine.start()) {
      for (URI address : List.of(engine.grpcAddress(), engine.restAddress())) {
        connect(InetAddress.getByName("127.0.0.1"), address.getPort());
        assertThatThrownBy(() -> connect(InetAddress.getByName("127.0.0.2"), address.getPort()))
            .isInstanceOf(ConnectException.class);
        for (InetAddress other : otherAddresses()) {
          assertThatThrownBy(() -> connect(other, address.getPort()))
              .isInstanceOf(ConnectException.class);
        }
      }
    }
  }

  private static void connect(InetAddress address, int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 2_000);
    }
  }

  private static List<InetAddress> otherAddresses() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress())
        .toList();
  }

  @Test
  void shouldSayWhichPortIsTaken() {
    try (EmbeddedEngine engine = EmbeddedEngine.start()) {
      int grpc = engine.grpcAddress().getPort();
      int rest = engine.restAddress().getPort();

      assertThatThrownBy(() -> EmbeddedEngine.start(new EngineSettings(grpc, 0)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("gRPC cannot be served on 127.0.0.1:" + grpc);
      assertThatThrownBy(() -> EmbeddedEngine.start(new EngineSettings(0, rest)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("REST cannot be served on 127.0.0.1:" + rest);
    }
  }

  /** A journal keeps what belongs to a key for longer than an engine lives. */
  @Test
  void shouldGiveKeysThatNoEngineBeforeItHasGiven() {
    long last = deployedProcess("first");

    assertThat(deployedProcess("second")).isGreaterThan(last + 1_000);
  }

  @Test
  void shouldGiveTheSameKeysAgainWhereTheyBeginAtTheSameTime() {
    EngineSettings lost = EngineSettings.freePorts();

    assertThat(deployedProcess("again", lost)).isEqualTo(deployedProcess("again", lost));
  }

  private static long deployedProcess(String id) {
    return deployedProcess(id, EngineSettings.freePorts());
  }

  private static long deployedProcess(String id, EngineSettings settings) {
    try (EmbeddedEngine engine = EmbeddedEngine.start(settings);
        CamundaClient client =
            CamundaClient.newClientBuilder()
                .grpcAddress(engine.grpcAddress())
                .restAddress(engine.restAddress())
                .build()) {
      awaitQuiet(engine);
      return client
          .newDeployResourceCommand()
          .addProcessModel(
              Bpmn.createExecutableProcess(id).startEvent().endEvent().done(), id + ".bpmn")
          .send()
          .join()
          .getProcesses()
          .getFirst()
          .getProcessDefinitionKey();
    }
  }

  /** What an engine sets up by itself takes keys as well, and may do so after it serves. */
  private static void awaitQuiet(EmbeddedEngine engine) {
    AtomicLong before = new AtomicLong();
    await()
        .during(Duration.ofMillis(500))
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              long now = engine.records().size().records();
              return now > 0 && before.getAndSet(now) == now;
            });
  }

  @Test
  void shouldRunSideBySideAndCloseMoreThanOnce() {
    EmbeddedEngine one = EmbeddedEngine.start();
    EmbeddedEngine other = EmbeddedEngine.start();

    assertThat(one.grpcAddress()).isNotEqualTo(other.grpcAddress());
    assertThat(one.restAddress()).isNotEqualTo(other.restAddress());
    one.close();
    one.close();
    other.close();
  }

  @Test
  void shouldRefuseSettingsThatCannotBe() {
    assertThatThrownBy(() -> new EngineSettings(65536, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("65536");
    assertThatThrownBy(() -> new EngineSettings(0, 0, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
