package io.waggle.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The protocol over the standard input and output of a process. Other than the SDK's own transport
 * it hands no environment on; answers whoever waits as soon as the process has ended; and goes on
 * after a message that is too large, which it answers in the server's place.
 */
final class StdioTransport implements McpClientTransport {
  private static final Logger LOG = LoggerFactory.getLogger(StdioTransport.class);
  private static final Pattern ID =
      Pattern.compile("\"id\"\\s*:\\s*(?:\"([^\"\\\\]{1,200})\"|(\\d{1,18}))");

  private final String name;
  private final ChildProcess process;
  private final long maxMessage;
  private final McpJsonMapper json = McpJson.mapper();
  private final Set<String> waiting = ConcurrentHashMap.newKeySet();
  private final ExecutorService writer;
  private volatile boolean ended;

  /**
   * @param maxMessage bytes of a message that are read
   */
  StdioTransport(String name, ChildProcess process, long maxMessage) {
    this.name = name;
    this.process = process;
    this.maxMessage = maxMessage;
    this.writer =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("mcp-" + name + "-out").factory());
  }

  @Override
  public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
    return Mono.fromRunnable(
        () -> Thread.ofPlatform().daemon().name("mcp-" + name + "-in").start(() -> read(handler)));
  }

  private void read(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
    var lines = new BoundedLines(process.output(), maxMessage);
    try {
      for (Optional<BoundedLines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
        message(line.get()).ifPresent(message -> hand(handler, message));
      }
    } catch (IOException ended) {
      LOG.debug("The output of MCP server '{}' cannot be read any more.", name, ended);
    }
    ended = true; // nothing more is sent to it
    String why = "MCP server '%s' has not answered: %s".formatted(name, process.ending());
    for (String id : waiting) {
      hand(handler, AnsweredForServer.lost(id, why));
    }
  }

  private Optional<JSONRPCMessage> message(BoundedLines.Line line) {
    return switch (line) {
      case BoundedLines.Whole whole -> parsed(whole.text());
      case BoundedLines.TooLong large -> {
        LOG.warn(
            "MCP server '{}' has sent a message of {} bytes, which is dropped.",
            name,
            large.bytes());
        yield id(large).map(id -> AnsweredForServer.tooLarge(id, large.bytes(), maxMessage));
      }
    };
  }

  private Optional<JSONRPCMessage> parsed(String line) {
    if (line.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(McpSchema.deserializeJsonRpcMessage(json, line));
    } catch (IOException | RuntimeException e) {
      LOG.warn("MCP server '{}' has written a line that is no message; it is passed over.", name);
      LOG.debug("It cannot be read.", e);
      return Optional.empty();
    }
  }

  /** Which request is answered stands before or after the content. */
  private Optional<String> id(BoundedLines.TooLong large) {
    Set<String> all = Set.copyOf(waiting);
    if (all.size() == 1) {
      return all.stream().findFirst();
    }
    return ID.matcher(large.beginning() + "\n" + large.end())
        .results()
        .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
        .filter(all::contains)
        .findFirst();
  }

  private void hand(
      Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler, JSONRPCMessage message) {
    if (message instanceof McpSchema.JSONRPCResponse answer) {
      waiting.remove(String.valueOf(answer.id()));
    }
    Mono.just(message)
        .transform(handler)
        .subscribe(ignored -> {}, failed -> LOG.debug("MCP server '{}': {}", name, failed, failed));
  }

  @Override
  public Mono<Void> sendMessage(JSONRPCMessage message) {
    return Mono.defer(
        () -> Mono.fromFuture(CompletableFuture.runAsync(() -> write(message), writer)));
  }

  /** A message that could not be written whole has no end of line, and is none to the server. */
  private void write(JSONRPCMessage message) {
    if (message instanceof McpSchema.JSONRPCRequest request) {
      waiting.add(String.valueOf(request.id()));
    }
    try {
      if (ended || !process.isAlive()) {
        throw new IOException(process.ending());
      }
      OutputStream out = process.input();
      out.write((json.writeValueAsString(message) + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      if (message instanceof McpSchema.JSONRPCRequest request) {
        waiting.remove(String.valueOf(request.id()));
      }
      throw new NotSentException(
          "MCP server '%s' cannot be reached: %s".formatted(name, e.getMessage()), e);
    }
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.fromRunnable(
        () -> {
          process.end();
          writer.shutdownNow();
        });
  }

  @Override
  public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
    return json.convertValue(data, type);
  }
}
