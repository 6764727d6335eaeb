package io.waggle.mcp.server;

import io.modelcontextprotocol.server.McpSyncServer;
import java.time.Duration;
import org.springframework.boot.web.context.WebServerGracefulShutdownLifecycle;
import org.springframework.context.SmartLifecycle;

/**
 * Ends the waits and the streams of clients when the worker stops, before the web server waits for
 * its requests: a stream has no end of its own. Clients connect again, to this worker or to
 * another.
 */
final class StreamsEnd implements SmartLifecycle {
  /** What answers need to be sent, on a busy machine. */
  private static final Duration GRACE = Duration.ofSeconds(4);

  private final McpSyncServer server;
  private final Waits waits;
  private final OpenAnswers answers;
  private volatile boolean running;

  StreamsEnd(McpSyncServer server, Waits waits, OpenAnswers answers) {
    this.server = server;
    this.waits = waits;
    this.answers = answers;
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    waits.end();
    try {
      answers.awaitSent(GRACE); // to close the server closes the streams that they are written to
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.closeGracefully();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** What has a higher phase stops earlier. */
  @Override
  public int getPhase() {
    return WebServerGracefulShutdownLifecycle.SMART_LIFECYCLE_PHASE + 1;
  }
}
