package io.waggle.cli;

import io.waggle.client.Connection;
import io.waggle.embedded.process.EnginePorts;
import io.waggle.embedded.process.EngineProcessException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** The demo's engine and worker: children of the demo, of which nothing is left when it ends. */
final class DemoStage implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final DemoEngine engine;
  private final WorkerProcess worker;
  private final Connection connection;
  private final Thread killing;

  private DemoStage(DemoEngine engine, WorkerProcess worker, Connection connection) {
    this.engine = engine;
    this.worker = worker;
    this.connection = connection;
    // Ctrl-C: nothing of what they do is needed any more.
    this.killing = Thread.ofPlatform().name("demo-cleanup").unstarted(this::kill);
  }

  /** Starts both at the same time, and returns when jobs reach the worker. */
  static DemoStage set(DemoHome home, DemoExample example, Consumer<String> say) {
    Path workerJar = example.jar().find();
    Instant begin = Instant.now();
    EnginePorts ports = EnginePorts.usualOrFree();
    CompletableFuture<DemoEngine> starting =
        CompletableFuture.supplyAsync(() -> DemoEngine.start(home, ports));
    Connection connection =
        Connection.LOCAL
            .withGrpcAddress(ports.addresses().grpc())
            .withRestAddress(ports.addresses().rest())
            .withPatience(PATIENCE);
    WorkerProcess worker = DemoWorker.start(workerJar, example, home, connection);
    DemoStage stage = new DemoStage(engine(starting, worker), worker, connection);
    say.accept(
        "1/4 Engine  Zeebe's engine in memory, serves after %s at %s and %s (process %d)"
            .formatted(
                since(begin),
                connection.grpcAddress(),
                connection.restAddress(),
                stage.engine.pid()));
    Runtime.getRuntime().addShutdownHook(stage.killing);
    try {
      worker.awaitReady();
    } catch (CommandFailure notReady) {
      stage.close();
      throw notReady;
    }
    say.accept(
        "2/4 Worker  %s on %s, ready after %s"
            .formatted(
                example.serves(),
                stage.scripted() ? "a scripted model (no LLM is called)" : "a real model",
                since(begin)));
    say.accept("            Console at %s".formatted(stage.console()));
    return stage;
  }

  /** Without it the worker is not needed. */
  private static DemoEngine engine(CompletableFuture<DemoEngine> starting, WorkerProcess worker) {
    try {
      return starting.join();
    } catch (CompletionException notStarted) {
      worker.kill();
      throw notStarted.getCause() instanceof EngineProcessException known ? known : notStarted;
    }
  }

  private static String since(Instant begin) {
    return Amounts.time(Duration.between(begin, Instant.now()));
  }

  Connection connection() {
    return connection;
  }

  /** Where a browser shows what the agents do, and asks. */
  URI console() {
    return worker.console();
  }

  /** Whether the agents speak to a model that is only played. */
  boolean scripted() {
    return worker.scripted();
  }

  /**
   * From now on an engine that somebody kills is followed by an empty one.
   *
   * @param then has to be done on it
   * @param problem is told why there is none
   */
  void replaceEngine(Runnable then, Consumer<String> problem) {
    engine.replace(then, problem);
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
