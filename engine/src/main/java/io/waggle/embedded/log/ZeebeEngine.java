package io.waggle.embedded.log;

import io.camunda.zeebe.gateway.protocol.GatewayGrpc.GatewayImplBase;
import io.camunda.zeebe.logstreams.log.LogStream;
import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.scheduler.clock.ControlledActorClock;
import io.grpc.ServerInterceptor;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;

/** Zeebe's test engine with gRPC on the loopback interface and nowhere else. */
public final class ZeebeEngine implements AutoCloseable {
  /** As Camunda's gateway has it: a deployment of many models is one message. */
  private static final int MAX_MESSAGE_BYTES = 4 * 1024 * 1024;

  private static final int ATTEMPTS = 3;

  private final int grpcPort;
  private final ZeebeTestEngine engine;
  private final LogStream log;
  private final GatewayImplBase gateway;
  private final ControlledActorClock clock;

  private ZeebeEngine(int grpcPort, ServerInterceptor interceptor) {
    EngineParts parts = new EngineParts(grpcPort);
    this.grpcPort = grpcPort;
    this.log = parts.log();
    this.gateway = parts.gateway();
    this.clock = parts.clock();
    this.engine =
        parts.behind(
            NettyServerBuilder.forAddress(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), grpcPort))
                .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .intercept(interceptor)
                .addService(gateway)
                .build());
  }

  /**
   * Starts an engine.
   *
   * @param grpcPort 0 for a free one
   * @param interceptor sees each gRPC call first
   * @throws IllegalStateException if the port is taken
   */
  public static ZeebeEngine start(int grpcPort, ServerInterceptor interceptor) {
    for (int attempt = 1; ; attempt++) {
      ZeebeEngine engine = new ZeebeEngine(grpcPort == 0 ? freePort() : grpcPort, interceptor);
      try {
        engine.engine.start();
        return engine;
      } catch (RuntimeException e) {
        engine.close();
        if (grpcPort != 0 || attempt == ATTEMPTS) {
          throw new IllegalStateException(
              "gRPC cannot be served on 127.0.0.1:%d: %s".formatted(engine.grpcPort, reason(e)), e);
        }
      }
    }
  }

  private static String reason(Throwable e) {
    return e.getCause() == null ? String.valueOf(e.getMessage()) : reason(e.getCause());
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException("No port is free", e);
    }
  }

  public int grpcPort() {
    return grpcPort;
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
    return gateway;
  }

  /** What time the engine thinks it is. */
  public Instant time() {
    return Instant.ofEpochMilli(clock.getCurrentTimeInMillis());
  }

  public void increaseTime(Duration duration) {
    engine.increaseTime(duration);
  }

  @Override
  public void close() {
    engine.stop();
  }
}
