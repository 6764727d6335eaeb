package io.waggle.embedded.process;

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
   * @throws EngineProcessException if this process cannot listen on any
   */
  public static int find() {
    return RandomGenerator.getDefault()
        .ints(TRIES, LOWEST, HIGHEST)
        .filter(PortCheck::isFree)
        .findFirst()
        .orElseThrow(
            () ->
                new EngineProcessException(
                    "No port of 127.0.0.1 from %d to %d can be listened on: see what forbids it to this process."
                        .formatted(LOWEST, HIGHEST - 1)));
  }
}
