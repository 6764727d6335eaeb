package io.waggle.embedded.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;

/** Ports of loopback for processes that listen on them a little later. */
public final class FreePort {
  /** Below those that systems give away by themselves: somebody else might get ours meanwhile. */
  private static final int LOWEST = 15_000;

  private static final int HIGHEST = 30_000;
  private static final int TRIES = 1_000;

  private FreePort() {}

  /**
   * Returns one that nobody listens on, and that no connection is given unless it asks for it.
   *
   * @throws UncheckedIOException if this process cannot listen on any
   */
  public static int find() {
    RandomGenerator random = RandomGenerator.getDefault();
    for (int tries = 1; ; tries++) {
      int port = random.nextInt(LOWEST, HIGHEST);
      try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return free.getLocalPort();
      } catch (IOException taken) {
        if (tries == TRIES) {
          throw new UncheckedIOException(taken);
        }
      }
    }
  }
}
