package io.waggle.crashtest;

import io.waggle.client.AgentClient;
import io.waggle.client.Connection;
import io.waggle.embedded.process.EngineLaunch;
import io.waggle.scripted.ScriptedModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A counting model and a counting world for tools, beside an engine, all of them outside of the
 * worker processes, which it starts. The engine may be its own; then it can be killed, too.
 */
public final class Lab implements AutoCloseable {
  private final Cluster cluster;
  private final @Nullable OwnEngine engine;
  private final WorkerLaunch launch;
  private final Path folder;
  private final Witness witness = new Witness();
  private final Hearing hearing = Hearing.open(witness);
  private final ScriptedModel model;
  private final AgentClient client;
  private final Questions questions;

  /** Labs may share an engine, and an order's name is also that of its run. */
  private final long series = System.currentTimeMillis();

  private final AtomicInteger orders = new AtomicInteger();
  private final List<WorkerProcess> workers = new CopyOnWriteArrayList<>();

  private Lab(
      Cluster cluster,
      @Nullable OwnEngine engine,
      WorkerLaunch launch,
      Path folder,
      Duration answerTime) {
    this.cluster = cluster;
    this.engine = engine;
    this.launch = launch;
    this.folder = folder;
    this.model = ScriptedModel.start(Plays.all(answerTime), 0, witness::asked);
    this.client =
        AgentClient.connect(
            Connection.LOCAL
                .withGrpcAddress(cluster.grpcAddress())
                .withRestAddress(cluster.restAddress())
                .withPatience(Duration.ofMinutes(1)));
    this.questions = new Questions(cluster);
  }

  /**
   * @param cluster goes on when the lab is closed
   * @param launch how workers are started
   * @param folder for their journal and logs; empty or not there yet, for a journal of another lab
   *     would be taken up
   */
  public static Lab open(Cluster cluster, WorkerLaunch launch, Path folder) {
    return open(cluster, launch, folder, Duration.ZERO);
  }

  /**
   * @param answerTime how long the model takes for each answer in a {@link Soak}
   */
  public static Lab open(Cluster cluster, WorkerLaunch launch, Path folder, Duration answerTime) {
    return new Lab(cluster, null, launch, folder, answerTime);
  }

  /**
   * With an engine of its own, which ends with it and is the only one that {@link Victim#ENGINE}
   * can be.
   *
   * @param engine how it is started
   */
  public static Lab open(
      EngineLaunch engine, WorkerLaunch launch, Path folder, Duration answerTime) {
    OwnEngine own = OwnEngine.start(engine, folder.resolve("engine.log"));
    return new Lab(own.cluster(), own, launch, folder, answerTime);
  }

  /**
   * One more worker process; it does not serve yet.
   *
   * @param more settings, as arguments
   */
  WorkerProcess startWorker(String... more) {
    Path log = folder.resolve("worker-%02d.log".formatted(workers.size() + 1));
    List<String> settings = new ArrayList<>(settings());
    settings.addAll(List.of(more));
    WorkerProcess worker = WorkerProcess.start(launch, settings, log);
    workers.add(worker);
    return worker;
  }

  /** All that were ever started; most of them may be dead. */
  List<WorkerProcess> workers() {
    return workers;
  }

  private List<String> settings() {
    return List.of(
        "--camunda.client.grpc-address=" + cluster.grpcAddress(),
        "--camunda.client.rest-address=" + cluster.restAddress(),
        "--waggle.home=" + folder.toAbsolutePath(),
        "--waggle.providers.play.base-url=" + model.baseUrl(),
        "--waggle.worker.inline-time=PT10M", // on a busy machine, too, all turns are inside
        "--crash-test.witness=" + hearing.address());
  }

  /** A name that no other run has. */
  String nextOrder() {
    return "order-%d%04d".formatted(series, orders.incrementAndGet());
  }

  /**
   * The engine, to be killed.
   *
   * @throws CrashTestException if it is somebody else's
   */
  OwnEngine engine() {
    if (engine == null) {
      throw new CrashTestException("Only an engine that the lab has started can be killed.");
    }
    return engine;
  }

  /** What people were asked. */
  Questions questions() {
    return questions;
  }

  /** What an order has cost so far. */
  Counts cost(String order) {
    return new Counts(
        witness.calls().count(order),
        witness.effects().count(order),
        questions.different(order),
        questions.userTasks(order));
  }

  Witness witness() {
    return witness;
  }

  AgentClient client() {
    return client;
  }

  /** Kills workers that still live, and ends its own engine. Does nothing the second time. */
  @Override
  public void close() {
    workers.forEach(WorkerProcess::kill);
    witness.releaseAll();
    client.close();
    questions.close();
    if (engine != null) {
      engine.close();
    }
    model.close();
    hearing.close();
  }
}
