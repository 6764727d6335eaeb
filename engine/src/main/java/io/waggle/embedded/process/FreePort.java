package io.waggle.embedded.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;

/** Ports of loopback for processes that listen on them a little later. */
public final class FreePort {
  /** Below those that systems give away by themselves: somebody else might get ours meanwhile. */
  private static final int LOWEST = 15_000;

  private static final int HIGHEST = 30_000;

  private FreePort() {}

  /** Returns one that nobody listens on, and that no connection is given unless it asks for it. */
  public static int find() {
    RandomGenerator random = RandomGenerator.getDefault();
    while (true) {
      int port = random.nextInt(LOWEST, HIGHEST);
      try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return free.getLocalPort();
      } catch (IOException taken) {
        // The next one, then.
      }
    }
  }
}
