package io.waggle.embedded;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.waggle.embedded.command.RecordSignal;
import io.waggle.embedded.log.ZeebeEngine;
import io.waggle.embedded.projection.Projection;
import io.waggle.embedded.rest.RestServer;
import java.net.URI;
import java.time.Duration;

/**
 * Zeebe's engine in memory in this JVM, with gRPC and the part of {@code /v2} that Waggle uses,
 * both on loopback. For development and tests only: everything is gone when it is closed. Safe for
 * use by several threads.
 */
public final class EmbeddedEngine implements AutoCloseable {
  private final ZeebeEngine engine;
  private final RestServer rest;
  private final EngineRecords records;

  private EmbeddedEngine(EngineSettings settings) {
    engine = ZeebeEngine.start(settings.grpcPort(), new Passing());
    RecordSignal signal = new RecordSignal();
    engine.onRecords(signal::raise);
    Projection projection = new Projection(engine.reader());
    try {
      rest = new RestServer(settings.restPort(), engine, projection, signal);
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
    records = new EngineRecords(engine.reader());
  }

  private static final class Passing implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      return next.startCall(call, headers);
    }
  }

  /** Starts an engine on free ports. */
  public static EmbeddedEngine start() {
    return start(EngineSettings.freePorts());
  }

  /**
   * Starts an engine; it serves when this returns.
   *
   * @throws IllegalStateException if a port is taken
   */
  public static EmbeddedEngine start(EngineSettings settings) {
    return new EmbeddedEngine(settings);
  }

  /** Where gRPC is served, such as {@code http://127.0.0.1:26500}. */
  public URI grpcAddress() {
    return URI.create("http://127.0.0.1:" + engine.grpcPort());
  }

  /** Where REST is served, without {@code /v2}, such as {@code http://127.0.0.1:8080}. */
  public URI restAddress() {
    return URI.create("http://127.0.0.1:" + rest.port());
  }

  /** What has happened so far, for tests. */
  public EngineRecords records() {
    return records;
  }

  /** Moves the engine's clock forward; it goes on running from there, and timers fire. */
  public void increaseTime(Duration duration) {
    engine.increaseTime(duration);
  }

  /** Stops serving and forgets everything. */
  @Override
  public void close() {
    rest.close();
    engine.close();
  }
}
