package io.waggle.cli;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Ends the demo's processes, the last one first, however the demo itself ends. */
final class DemoCleanup implements AutoCloseable {
  private final Deque<Runnable> ends = new ConcurrentLinkedDeque<>();

  /** From now on Ctrl-C and SIGTERM end what is added. */
  static DemoCleanup onExit() {
    DemoCleanup cleanup = new DemoCleanup();
    Runtime.getRuntime().addShutdownHook(new Thread(cleanup::close, "demo-cleanup"));
    return cleanup;
  }

  /**
   * @param end does nothing the second time
   */
  void add(Runnable end) {
    ends.push(end);
  }

  /** Does nothing the second time. */
  @Override
  public void close() {
    for (Runnable end = ends.poll(); end != null; end = ends.poll()) {
      end.run();
    }
  }
}
