package io.waggle.mcp;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session with an MCP server, from its start to its end. Safe for many threads. */
final class McpConnection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(McpConnection.class);

  /** The time of a call is watched by whoever makes it; this one only must not be shorter. */
  private static final Duration SLACK = Duration.ofSeconds(10);

  private static final int MOST_TOOLS = 1_000;
  private static final int MOST_PAGES = 100;

  private final @Nullable ChildProcess process;
  private final McpSyncClient client;

  private McpConnection(@Nullable ChildProcess process, McpSyncClient client) {
    this.process = process;
    this.client = client;
  }

  /**
   * Starts or reaches the server; blocks until it is there.
   *
   * @param onChange told when the server says that its tools have changed
   * @throws NotSentException if the server is not there, or does not speak the protocol
   */
  static McpConnection open(
      String name, McpServerProperties settings, Consumer<McpConnection> onChange) {
    @Nullable ChildProcess process = null;
    @Nullable McpConnection connection = null;
    try {
      process = settings.url() == null ? ChildProcess.start(name, settings) : null;
      McpConnection[] made = new McpConnection[1];
      McpSyncClient client =
          McpClient.sync(transport(name, settings, process))
              .clientInfo(McpSchema.Implementation.builder("waggle", "0.1.0").build())
              .requestTimeout(settings.longest().plus(SLACK))
              .initializationTimeout(settings.connectTimeout())
              .jsonSchemaValidator(McpJson.validator())
              .toolsChangeConsumer(changed -> onChange.accept(made[0]))
              .build();
      connection = new McpConnection(process, client);
      made[0] = connection;
      client.initialize();
      return connection;
    } catch (IOException | RuntimeException e) {
      if (connection != null) {
        connection.close();
      } else if (process != null) {
        process.end();
      }
      throw new NotSentException(
          "MCP server '%s' cannot be reached: %s".formatted(name, Causes.sentence(e)), e);
    }
  }

  private static McpClientTransport transport(
      String name, McpServerProperties settings, @Nullable ChildProcess process) {
    if (process != null) {
      return new StdioTransport(name, process, settings.maxMessage().toBytes());
    }
    URI url = java.util.Objects.requireNonNull(settings.url());
    String base = "%s://%s".formatted(url.getScheme(), url.getRawAuthority());
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    McpClientTransport http =
        HttpClientStreamableHttpTransport.builder(base)
            .endpoint(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery())
            .jsonMapper(McpJson.mapper())
            .connectTimeout(settings.connectTimeout())
            .maxResponseSize((int) settings.maxMessage().toBytes())
            .addHttpRequestCustomizer(
                (builder, method, endpoint, body, context) ->
                    settings.headers().forEach(builder::header))
            .build();
    return new OneSession(http);
  }

  /**
   * @return what the server says of its tools now, by their names; none if it offers no tools
   */
  Map<String, PinnedTool> tools() {
    Map<String, PinnedTool> all = new TreeMap<>();
    McpSchema.@Nullable ServerCapabilities offered = client.getServerCapabilities();
    if (offered != null && offered.tools() == null) {
      return all;
    }
    @Nullable String cursor = null;
    int pages = 0;
    do {
      McpSchema.ListToolsResult page = client.listTools(cursor);
      page.tools().forEach(tool -> all.put(tool.name(), PinnedTool.of(tool)));
      cursor = page.nextCursor();
      pages++;
    } while (cursor != null && pages < MOST_PAGES && all.size() <= MOST_TOOLS);
    if (cursor != null) {
      throw new IllegalStateException("it has more than %,d tools".formatted(MOST_TOOLS));
    }
    return all;
  }

  /** Blocks until the server has answered. */
  McpSchema.CallToolResult call(McpSchema.CallToolRequest request) {
    return client.callTool(request);
  }

  /**
   * @return whether a call can be sent, as far as can be known without one
   */
  boolean isOpen() {
    return process == null || process.isAlive();
  }

  /**
   * Blocks until the server has answered.
   *
   * @throws RuntimeException if it does not
   */
  void ping() {
    client.ping();
  }

  @Override
  public void close() {
    try {
      if (process != null) {
        process.end();
      }
      client.closeGracefully();
    } catch (RuntimeException e) {
      LOG.debug("The connection was not closed in good order.", e);
    }
  }
}
