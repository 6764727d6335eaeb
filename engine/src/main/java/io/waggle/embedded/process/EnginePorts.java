package io.waggle.embedded.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;

/**
 * Ports for an engine that is about to be started, where they have to be known before it serves.
 *
 * @param grpc on 127.0.0.1
 * @param rest on 127.0.0.1
 */
public record EnginePorts(int grpc, int rest) {
  /**
   * @return those that Camunda's clients connect to by default, if both are free; else free ones,
   *     which another process could take before the engine does
   */
  public static EnginePorts usualOrFree() {
    return PortCheck.isFree(LocalEngine.GRPC_PORT) && PortCheck.isFree(LocalEngine.REST_PORT)
        ? new EnginePorts(LocalEngine.GRPC_PORT, LocalEngine.REST_PORT)
        : free();
  }

  private static EnginePorts free() {
    try (var one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new EnginePorts(one.getLocalPort(), other.getLocalPort());
    } catch (IOException noPorts) {
      throw new UncheckedIOException(noPorts);
    }
  }

  /**
   * @return where the engine will serve
   */
  public EngineAddresses addresses() {
    return new EngineAddresses(
        URI.create("http://127.0.0.1:" + grpc), URI.create("http://127.0.0.1:" + rest));
  }
}
