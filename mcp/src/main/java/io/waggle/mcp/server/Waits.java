package io.waggle.mcp.server;

import io.waggle.client.AgentClientException;
import io.waggle.client.AgentClientException.Reason;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The calls that wait for a run. They hold requests of the web server, which would wait for them
 * when the worker stops; a run needs nobody who waits. Safe for many threads.
 */
final class Waits {
  private final Set<Thread> threads = new HashSet<>();
  private boolean over;

  /**
   * @param waiting blocks, and gives up when its thread is interrupted
   * @throws AgentClientException {@link Reason#TIMED_OUT} if the worker stops
   */
  <T> T in(Supplier<T> waiting) {
    enter();
    try {
      return waiting.get();
    } finally {
      leave();
    }
  }

  private synchronized void enter() {
    check();
    threads.add(Thread.currentThread());
  }

  private synchronized void leave() {
    threads.remove(Thread.currentThread());
    if (over) {
      // the thread is not ours, and goes on
      Thread.interrupted();
    }
    notifyAll();
  }

  /**
   * @throws AgentClientException {@link Reason#TIMED_OUT} if the worker stops
   */
  synchronized void check() {
    if (over) {
      throw new AgentClientException(Reason.TIMED_OUT, "This worker is stopping.");
    }
  }

  synchronized boolean areOver() {
    return over;
  }

  /**
   * Ends all of them, those to come as well.
   *
   * @param time to wait for their ends
   */
  synchronized void end(Duration time) throws InterruptedException {
    over = true;
    threads.forEach(Thread::interrupt);
    long deadline = System.nanoTime() + time.toNanos();
    while (!threads.isEmpty()) {
      long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
      if (left <= 0) {
        return;
      }
      wait(left);
    }
  }
}
