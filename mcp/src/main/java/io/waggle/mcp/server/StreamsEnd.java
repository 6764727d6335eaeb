package io.waggle.mcp.server;

import io.modelcontextprotocol.server.McpSyncServer;
import org.springframework.boot.web.context.WebServerGracefulShutdownLifecycle;
import org.springframework.context.SmartLifecycle;

/**
 * Ends the streams of clients when the worker stops, before the web server waits for its requests:
 * a stream has no end of its own. Clients connect again, to this worker or to another.
 */
final class StreamsEnd implements SmartLifecycle {
  private final McpSyncServer server;
  private volatile boolean running;

  StreamsEnd(McpSyncServer server) {
    this.server = server;
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
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
