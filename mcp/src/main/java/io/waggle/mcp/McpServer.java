package io.waggle.mcp;

import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpTransportSessionNotFoundException;
import io.waggle.tool.NothingDoneException;
import io.waggle.tool.RetryableToolException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An MCP server as the worker knows it: connected when a tool is called, connected again when the
 * connection is gone, and compared with what is pinned of it. Safe for many threads.
 */
final class McpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(McpServer.class);

  /** A server that has let a call wait too long has so long to show that it is alive. */
  private static final Duration PING = Duration.ofSeconds(5);

  /** Whoever watches the time of a call has begun a moment earlier. */
  private static final Duration A_MOMENT = Duration.ofMillis(50);

  private final String name;
  private final McpServerProperties settings;
  private final PinnedComparison comparison;
  private final ReentrantLock connecting = new ReentrantLock();
  private volatile @Nullable McpConnection connection;

  /** A call was not answered: the server may hang. */
  private volatile boolean suspect;

  /** Of each call that waits for its answer: from when on it has waited too long. */
  private final Map<Object, Long> waiting = new ConcurrentHashMap<>();

  private volatile boolean closed;

  /**
   * @param pinned its tools, by their names
   */
  McpServer(String name, McpServerProperties settings, Map<String, PinnedTool> pinned) {
    this.name = name;
    this.settings = settings;
    this.comparison = new PinnedComparison(name, pinned);
  }

  /**
   * Calls a tool; blocks until it has answered.
   *
   * @throws NothingDoneException if the tool is no longer what was pinned
   * @throws RetryableToolException if the server is not there
   * @throws RuntimeException if the call was sent, and it is not known what became of it
   */
  CallToolResult call(CallToolRequest request) {
    try {
      try {
        return callOnce(request);
      } catch (NotSentException | McpTransportSessionNotFoundException gone) {
        LOG.info("MCP server '{}' is connected anew: {}", name, gone.getMessage());
        return callOnce(request);
      }
    } catch (NotSentException | McpTransportSessionNotFoundException gone) {
      throw new RetryableToolException(String.valueOf(gone.getMessage()), gone);
    }
  }

  private CallToolResult callOnce(CallToolRequest request) {
    McpConnection current = connected();
    comparison
        .refusal(request.name())
        .ifPresent(
            why -> {
              throw new NothingDoneException(why);
            });
    Object call = new Object();
    waiting.put(
        call, System.nanoTime() + settings.timeout(request.name()).toNanos() - A_MOMENT.toNanos());
    try {
      return current.call(request);
    } catch (RuntimeException e) {
      throw Failures.of(e, failed -> drop(current, failed));
    } finally {
      waiting.remove(call);
    }
  }

  private void drop(McpConnection current, boolean gone) {
    if (gone) {
      disconnect(current);
    } else {
      suspect = true;
    }
  }

  private McpConnection connected() {
    try {
      connecting.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotSentException("MCP server '%s': the call was interrupted".formatted(name), e);
    }
    try {
      McpConnection current = connection;
      if (current != null && isUsable(current)) {
        return current;
      }
      if (current != null) {
        disconnect(current);
      }
      if (closed) {
        throw stopping();
      }
      return connect();
    } finally {
      connecting.unlock();
    }
  }

  private McpConnection connect() {
    McpConnection fresh = McpConnection.open(name, settings, this::compareLater);
    try {
      comparison.compare(fresh::tools);
    } catch (RuntimeException e) {
      fresh.close();
      throw new NotSentException(
          "MCP server '%s' does not say what tools it has: %s".formatted(name, Causes.sentence(e)),
          e);
    }
    suspect = false;
    connection = fresh;
    if (closed) { // who closed meanwhile has not seen it
      disconnect(fresh);
      throw stopping();
    }
    return fresh;
  }

  private NotSentException stopping() {
    return new NotSentException("MCP server '%s': the worker is stopping".formatted(name), null);
  }

  private boolean isUsable(McpConnection current) {
    if (!current.isOpen()) {
      return false;
    }
    try {
      if (suspect || waiting.values().stream().anyMatch(late -> System.nanoTime() - late > 0)) {
        within(PING, current::ping);
        suspect = false;
      }
      if (comparison.isOld()) {
        within(settings.connectTimeout(), () -> comparison.compare(current::tools));
      }
      return true;
    } catch (NothingDoneException changed) {
      throw changed;
    } catch (RuntimeException e) {
      LOG.info("MCP server '{}' does not answer: {}", name, Causes.sentence(e));
      return false;
    }
  }

  private static void within(Duration time, Runnable action) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("mcp-look")
            .start(
                () -> {
                  try {
                    action.run();
                    done.complete(null);
                  } catch (RuntimeException e) {
                    done.completeExceptionally(e);
                  }
                });
    try {
      done.get(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      thread.interrupt();
      throw new NotSentException(Causes.sentence(e), e);
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new NotSentException("the call was interrupted", e);
    }
  }

  /** The thread that brings the news must not wait for an answer that it would bring, too. */
  private void compareLater(McpConnection current) {
    Thread.ofPlatform()
        .daemon()
        .name("mcp-%s-compare".formatted(name))
        .start(
            () -> {
              try {
                comparison.compare(current::tools);
              } catch (RuntimeException e) {
                LOG.info("MCP server '{}': {}", name, Causes.sentence(e));
              }
            });
  }

  /** Connects without a call, to notice what has changed; says in the log why it cannot. */
  void look() {
    try {
      connected();
    } catch (RuntimeException e) {
      LOG.warn(
          "{}; its tools are known from the lock file, calls are tried again.", e.getMessage());
    }
  }

  private void disconnect(McpConnection current) {
    if (connection == current) {
      connection = null;
    }
    current.close();
  }

  @Override
  public void close() {
    closed = true;
    McpConnection current = connection;
    if (current != null) {
      disconnect(current);
    }
  }
}
