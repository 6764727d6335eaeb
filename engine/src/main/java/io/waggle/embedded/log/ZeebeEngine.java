package io.waggle.embedded.log;

import io.camunda.zeebe.gateway.protocol.GatewayGrpc.GatewayImplBase;
import io.camunda.zeebe.logstreams.log.LogStream;
import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.scheduler.clock.ControlledActorClock;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Zeebe's test engine with gRPC on the loopback interface and nowhere else. */
public final class ZeebeEngine implements AutoCloseable {
  /** As Camunda's gateway has it: a deployment of many models is one message. */
  private static final int MAX_MESSAGE_BYTES = 4 * 1024 * 1024;

  private final EngineParts parts = new EngineParts();
  private final LogStream log = parts.log();
  private final ControlledActorClock clock = parts.clock();
  private @Nullable Server server;
  private @Nullable ZeebeTestEngine engine;

  /**
   * Starts the engine and serves gRPC.
   *
   * @param port 0 for a free one
   * @param keysFrom where its keys begin
   * @param service the gateway as clients are to see it
   * @throws IllegalStateException if the port is taken
   */
  public void start(int port, Instant keysFrom, ServerServiceDefinition service) {
    Server loopback =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .maxInboundMessageSize(MAX_MESSAGE_BYTES)
            .addService(service)
            .build();
    parts.beginKeysAt(keysFrom);
    ZeebeTestEngine behind = parts.behind(loopback);
    try {
      behind.start();
      server = loopback;
      engine = behind;
    } catch (RuntimeException e) {
      parts.discard();
      throw new IllegalStateException(
          "gRPC cannot be served on 127.0.0.1:%d: %s".formatted(port, reason(e)), e);
    }
  }

  private static String reason(Throwable e) {
    return e.getCause() == null ? String.valueOf(e.getMessage()) : reason(e.getCause());
  }

  /** Where gRPC is served; 0 before it is. */
  public int grpcPort() {
    return server == null ? 0 : server.getPort();
  }

  /** Every record of the engine, in order. */
  public RecordReader reader() {
    return new RecordReader(log.newLogStreamReader());
  }

  /** Writes commands for which the gateway has no call. */
  public CommandWriter commands() {
    return new CommandWriter(log.newLogStreamWriter());
  }

  /**
   * @param listener called on the engine's own threads after records were added; must be quick
   */
  public void onRecords(Runnable listener) {
    log.registerRecordAvailableListener(listener::run);
  }

  /** The gateway's calls without a wire between. */
  public GatewayImplBase gateway() {
    return parts.gateway();
  }

  /** What time the engine thinks it is. */
  public Instant time() {
    return Instant.ofEpochMilli(clock.getCurrentTimeInMillis());
  }

  /** Moves the clock forward; it goes on running from there. */
  public void increaseTime(Duration duration) {
    clock.addTime(duration);
  }

  @Override
  public void close() {
    if (engine != null) {
      engine.stop();
      engine = null;
    }
  }
}
