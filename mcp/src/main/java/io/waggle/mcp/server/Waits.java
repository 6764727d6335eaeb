package io.waggle.mcp.server;

import io.waggle.client.AgentClientException;
import io.waggle.client.AgentClientException.Reason;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * The calls that wait for a run. They hold requests of the web server, which would wait for them
 * when the worker stops; a run needs nobody who waits. Safe for many threads.
 */
final class Waits {
  private final CompletableFuture<Object> end = new CompletableFuture<>();

  /**
   * @param waiting done on a thread of its own, which is left alone when the worker stops: to
   *     interrupt it while it writes to a client would close the client's connection before the
   *     answer is in it
   * @throws AgentClientException {@link Reason#TIMED_OUT} as soon as the worker stops
   */
  <T> T in(Supplier<T> waiting) {
    check();
    CompletableFuture<T> result =
        CompletableFuture.supplyAsync(waiting, task -> Thread.ofVirtual().start(task));
    try {
      CompletableFuture.anyOf(result, end).join();
      return result.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /**
   * @throws AgentClientException {@link Reason#TIMED_OUT} if the worker stops
   */
  void check() {
    if (areOver()) {
      throw stopping();
    }
  }

  boolean areOver() {
    return end.isDone();
  }

  /** Ends all of them, those to come as well. */
  void end() {
    end.completeExceptionally(stopping());
  }

  private static AgentClientException stopping() {
    return new AgentClientException(Reason.TIMED_OUT, "This worker is stopping.");
  }
}
