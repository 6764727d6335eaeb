package io.waggle.embedded.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineProcessIT {
  @TempDir private Path folder;

  /** Starts an engine, tells its process, and waits for ever. */
  static final class Owner {
    public static void main(String[] arguments) throws Exception {
      var engine = EngineProcess.start(Launches.engine(), Path.of(arguments[0]));
      System.out.println(engine.handle().pid());
      Thread.currentThread().join();
    }
  }

  @Test
  void shouldServeOnPortsOfItsOwnUntilItIsClosed() throws Exception {
    var log = folder.resolve("engine.log");
    var engine = EngineProcess.start(Launches.engine(), log);
    try (engine) {
      connect(engine.grpcAddress());
      connect(engine.restAddress());
      assertThat(engine.handle().isAlive()).isTrue();
    }

    assertThat(engine.handle().isAlive()).isFalse();
    assertThat(log).content().contains("Serving gRPC on " + engine.grpcAddress());
  }

  @Test
  void shouldEndAtOnceWhenItIsKilled() {
    try (var engine = EngineProcess.start(Launches.engine(), folder.resolve("engine.log"))) {
      engine.kill();

      assertThat(engine.handle().isAlive()).isFalse();
    }
  }

  @Test
  void shouldEndWithItsOwnerAlsoWhenThatIsKilled() throws Exception {
    var owner = Launches.java(Owner.class, folder.resolve("engine.log").toString()).start();
    try (var said =
        new BufferedReader(new InputStreamReader(owner.getInputStream(), StandardCharsets.UTF_8))) {
      var engine = ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
      var identity = ProcessIdentity.of(engine);
      assertThat(identity.find()).isPresent();

      owner.destroyForcibly();

      await().atMost(Duration.ofSeconds(15)).until(() -> identity.find().isEmpty());
    } finally {
      owner.destroyForcibly();
    }
  }

  @Test
  void shouldQuoteTheLogOfAnEngineThatDoesNotStart() throws Exception {
    var log = folder.resolve("engine.log");
    var launch = Launches.shell(folder, "echo no such class; exit 1");

    assertThatThrownBy(() -> EngineProcess.start(launch, log))
        .isInstanceOf(EngineProcessException.class)
        .hasMessage(
            "The engine ended before it served; its log %s ends with:%n  | no such class", log);
  }

  @Test
  void shouldSayThatAProgramCannotBeStarted() {
    var launch = new EngineLaunch(List.of(folder.resolve("no-java").toString()));

    assertThatThrownBy(() -> EngineProcess.start(launch, folder.resolve("engine.log")))
        .isInstanceOf(EngineProcessException.class)
        .hasMessageStartingWith("The engine cannot be started: ");
  }

  private static void connect(URI address) throws Exception {
    try (var socket = new Socket(address.getHost(), address.getPort())) {
      assertThat(socket.isConnected()).isTrue();
    }
  }
}
