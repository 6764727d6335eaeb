package io.waggle.cli;

import io.waggle.client.Connection;
import io.waggle.embedded.process.EngineLaunch;
import io.waggle.embedded.process.EngineProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** The demo's engine and worker: children of the demo, of which nothing is left when it ends. */
final class DemoStage implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final EngineProcess engine;
  private final DemoWorker worker;
  private final Connection connection;
  private final Thread killing;

  private DemoStage(EngineProcess engine, DemoWorker worker, Connection connection) {
    this.engine = engine;
    this.worker = worker;
    this.connection = connection;
    // Ctrl-C: nothing of what they do is needed any more.
    this.killing = Thread.ofPlatform().name("demo-cleanup").unstarted(this::kill);
  }

  /** Starts both, and returns when jobs reach the worker. */
  static DemoStage set(DemoHome home, boolean gates, Consumer<String> say) {
    Path workerJar = BuiltJar.CODE_ARCHAEOLOGIST.find();
    Instant begin = Instant.now();
    EngineProcess engine = EngineProcess.startOnUsualPorts(launch(home), home.engineLog());
    say.accept(
        "1/4 Engine  Zeebe's engine in memory, serves after %s at %s and %s"
            .formatted(since(begin), engine.grpcAddress(), engine.restAddress()));
    Connection connection =
        Connection.LOCAL
            .withGrpcAddress(engine.grpcAddress())
            .withRestAddress(engine.restAddress())
            .withPatience(PATIENCE);
    Instant started = Instant.now();
    DemoStage stage =
        new DemoStage(engine, DemoWorker.start(workerJar, home, connection, gates), connection);
    Runtime.getRuntime().addShutdownHook(stage.killing);
    try {
      stage.worker.awaitReady();
    } catch (CommandFailure notReady) {
      stage.close();
      throw notReady;
    }
    say.accept(
        "2/4 Worker  five agents on %s, ready after %s"
            .formatted(
                stage.scripted() ? "a scripted model (no LLM is called)" : "a real model",
                since(started)));
    return stage;
  }

  private static EngineLaunch launch(DemoHome home) {
    return EngineLaunch.ofJar(BuiltJar.ENGINE.find())
        .withArchive(home.engineClasses())
        .withOptions(List.of("-Xmx512m"));
  }

  private static String since(Instant begin) {
    return Amounts.time(Duration.between(begin, Instant.now()));
  }

  Connection connection() {
    return connection;
  }

  /** Whether the agents speak to a model that is only played. */
  boolean scripted() {
    return worker.scripted();
  }

  private void kill() {
    worker.kill();
    engine.kill();
  }

  @Override
  public void close() {
    // The worker first, which hands its jobs back.
    worker.close();
    engine.close();
  }
}
