package io.waggle.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports of this machine. */
final class Ports {
  private static final int LAST = 65_535;

  private Ports() {}

  /** One that nobody listens at on loopback, at this moment. */
  static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE, "There is no free port: %s.".formatted(none.getMessage()), none);
    }
  }

  /**
   * @return the same, where it can be one
   * @throws IllegalArgumentException otherwise
   */
  static int checked(int port) {
    if (port < 0 || port > LAST) {
      throw new IllegalArgumentException(
          "%d is not a port: 1 to %d, or 0 for a free one.".formatted(port, LAST));
    }
    return port;
  }
}
