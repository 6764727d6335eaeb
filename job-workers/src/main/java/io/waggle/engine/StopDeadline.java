package io.waggle.engine;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds how long a process takes to end after SIGTERM, whatever it hangs in: a client whose broker
 * is gone, a tool that ignores interruption. What the process held then is taken over by the
 * others, as after its death. Without SIGTERM it does nothing.
 */
final class StopDeadline implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StopDeadline.class);
  private static final int NOT_IN_GOOD_ORDER = 1;

  private final Thread hook;

  private StopDeadline(Duration patience) {
    hook = new Thread(() -> begin(patience), "waggle-stop");
  }

  /**
   * @param patience from when the process begins to end
   */
  static StopDeadline of(Duration patience) {
    StopDeadline deadline = new StopDeadline(patience);
    Runtime.getRuntime().addShutdownHook(deadline.hook);
    return deadline;
  }

  /** The process ends as soon as all hooks have ended; a daemon thread does not keep it. */
  private static void begin(Duration patience) {
    Thread.ofPlatform().daemon().name("waggle-stop-deadline").start(() -> halt(patience));
  }

  private static void halt(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    for (long left = patience.toNanos(); left > 0; left = deadline - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    LOG.warn(
        "The process did not end within {} s and is cut off; others take over what it held.",
        patience.toSeconds());
    Runtime.getRuntime().halt(NOT_IN_GOOD_ORDER);
  }

  /** For a worker that ends before its process does. Does nothing while the process ends. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // that is what it is for
    }
  }
}
