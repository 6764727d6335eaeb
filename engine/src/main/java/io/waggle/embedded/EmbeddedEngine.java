package io.waggle.embedded;

import io.waggle.embedded.capacity.Capacity;
import io.waggle.embedded.command.EngineCommands;
import io.waggle.embedded.log.ZeebeEngine;
import io.waggle.embedded.projection.Projection;
import io.waggle.embedded.projection.ProjectionPump;
import io.waggle.embedded.rest.RestServer;
import java.net.URI;
import java.time.Duration;

/**
 * Zeebe's engine in memory in this JVM, with gRPC and the part of {@code /v2} that Waggle uses,
 * both on loopback. For development and tests only: everything is gone when it is closed. Safe for
 * use by several threads.
 */
public final class EmbeddedEngine implements AutoCloseable {
  private final ZeebeEngine engine = new ZeebeEngine();
  private final Projection projection = new Projection(engine.reader());
  private final ProjectionPump pump = new ProjectionPump(projection);
  private final EngineRecords records = new EngineRecords(engine.reader());
  private final RestServer rest;

  private EmbeddedEngine(EngineSettings settings) {
    Capacity capacity = new Capacity(projection, settings.maxRecordBytes());
    EngineCommands commands = new EngineCommands(engine, projection, capacity);
    engine.onRecords(pump::wake);
    engine.start(settings.grpcPort(), settings.keysFrom(), commands.gateway().service());
    try {
      rest = new RestServer(settings.restPort(), engine, projection, commands, capacity);
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
    pump.start();
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
    pump.close();
    engine.close();
  }
}
