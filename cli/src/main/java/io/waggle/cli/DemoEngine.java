package io.waggle.cli;

import io.waggle.client.Connection;
import io.waggle.embedded.process.EngineLaunch;
import io.waggle.embedded.process.EngineProcess;
import io.waggle.embedded.process.EngineState;
import io.waggle.embedded.process.LocalEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The engine of the demo: the local one where it runs, else a child that ends with the demo.
 *
 * @param child null: the local one
 * @param connection to it
 */
record DemoEngine(@Nullable EngineProcess child, Connection connection) implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  static DemoEngine find(Path home) {
    if (LocalEngine.ofUser().state() instanceof EngineState.Running running) {
      return new DemoEngine(
          null, connection(running.addresses().grpc(), running.addresses().rest()));
    }
    // Other commands find it without options, where its usual ports are free.
    boolean free = isFree(LocalEngine.GRPC_PORT) && isFree(LocalEngine.REST_PORT);
    EngineProcess child =
        EngineProcess.start(
            EngineLaunch.ofJar(BuiltJar.ENGINE.find()).withArchive(home.resolve("engine.jsa")),
            home.resolve("engine.log"),
            free ? LocalEngine.GRPC_PORT : 0,
            free ? LocalEngine.REST_PORT : 0);
    return new DemoEngine(child, connection(child.grpcAddress(), child.restAddress()));
  }

  private static Connection connection(URI grpc, URI rest) {
    return Connection.LOCAL.withGrpcAddress(grpc).withRestAddress(rest).withPatience(PATIENCE);
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  /** Whether it goes on when the demo is over. */
  boolean staysUp() {
    return child == null;
  }

  /** Where other commands have to be told which engine is meant: what to put before them. */
  String environment() {
    return connection.grpcAddress().equals(Connection.LOCAL.grpcAddress())
            && connection.restAddress().equals(Connection.LOCAL.restAddress())
        ? ""
        : "%s=%s %s=%s "
            .formatted(
                Connection.GRPC_ADDRESS,
                connection.grpcAddress(),
                Connection.REST_ADDRESS,
                connection.restAddress());
  }

  @Override
  public void close() {
    EngineProcess own = child;
    if (own != null) {
      own.close();
    }
  }
}
