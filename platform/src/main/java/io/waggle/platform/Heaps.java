package io.waggle.platform;

import java.util.stream.IntStream;

/**
 * How much Java heap each process may use, in MB. A process takes about 300 MB more than its heap.
 *
 * @param openSearch default 512
 * @param broker of every broker; default 512
 * @param gateway where there are several brokers; default 256
 * @param webApps default 512
 */
public record Heaps(int openSearch, int broker, int gateway, int webApps) {
  /** Enough for development and for the tests. */
  public static final Heaps DEFAULT = new Heaps(512, 512, 256, 512);

  private static final int LEAST = 256;
  private static final int BESIDE_THE_HEAP = 300;

  /** Refuses heaps in which the processes could not start. */
  public Heaps {
    if (IntStream.of(openSearch, broker, gateway, webApps).anyMatch(heap -> heap < LEAST)) {
      throw new IllegalArgumentException(
          "Each heap must have at least %d MB, but they are %d, %d, %d and %d MB."
              .formatted(LEAST, openSearch, broker, gateway, webApps));
    }
  }

  int of(Component component) {
    return switch (component.kind()) {
      case OPENSEARCH -> openSearch;
      case BROKER -> broker;
      case GATEWAY -> gateway;
      case WEB_APPS -> webApps;
    };
  }

  /** What the process needs with everything, in MB. */
  int wholeProcess(Component component) {
    return of(component) + BESIDE_THE_HEAP;
  }
}
