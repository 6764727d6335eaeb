package io.waggle.platform;

/**
 * How much Java heap each process may use, in MB. A process takes about 300 MB more than its heap.
 *
 * @param openSearch default 512
 * @param broker default 512
 * @param webApps default 512
 */
public record Heaps(int openSearch, int broker, int webApps) {
  /** Enough for development and for the tests. */
  public static final Heaps DEFAULT = new Heaps(512, 512, 512);

  private static final int LEAST = 256;
  private static final int BESIDE_THE_HEAP = 300;

  /** Refuses heaps in which the processes could not start. */
  public Heaps {
    if (Math.min(openSearch, Math.min(broker, webApps)) < LEAST) {
      throw new IllegalArgumentException(
          "Each heap must have at least %d MB, but they are %d, %d and %d MB."
              .formatted(LEAST, openSearch, broker, webApps));
    }
  }

  int of(Component component) {
    if (component.equals(Component.OPENSEARCH)) {
      return openSearch;
    }
    return component.equals(Component.BROKER) ? broker : webApps;
  }

  /** What the process needs with everything, in MB. */
  int wholeProcess(Component component) {
    return of(component) + BESIDE_THE_HEAP;
  }
}
