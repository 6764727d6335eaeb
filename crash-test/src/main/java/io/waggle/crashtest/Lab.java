package io.waggle.crashtest;

import io.waggle.client.AgentClient;
import io.waggle.client.Connection;
import io.waggle.scripted.ScriptedModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A counting model and a counting world for tools, beside an engine, all of them outside of the
 * worker processes, which it starts.
 */
public final class Lab implements AutoCloseable {
  private final Cluster cluster;
  private final WorkerLaunch launch;
  private final Path folder;
  private final Witness witness = new Witness();
  private final Hearing hearing = Hearing.open(witness);
  private final ScriptedModel model;
  private final AgentClient client;
  private final AtomicInteger orders = new AtomicInteger();
  private final List<WorkerProcess> workers = new CopyOnWriteArrayList<>();

  private Lab(Cluster cluster, WorkerLaunch launch, Path folder, Duration answerTime) {
    this.cluster = cluster;
    this.launch = launch;
    this.folder = folder;
    this.model = ScriptedModel.start(Plays.all(answerTime), 0, witness::asked);
    this.client =
        AgentClient.connect(
            Connection.LOCAL
                .withGrpcAddress(cluster.grpcAddress())
                .withRestAddress(cluster.restAddress())
                .withPatience(Duration.ofMinutes(1)));
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
    return new Lab(cluster, launch, folder, answerTime);
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

  private List<String> settings() {
    return List.of(
        "--camunda.client.grpc-address=" + cluster.grpcAddress(),
        "--camunda.client.rest-address=" + cluster.restAddress(),
        "--waggle.home=" + folder.toAbsolutePath(),
        "--waggle.providers.play.base-url=" + model.baseUrl(),
        "--crash-test.witness=" + hearing.address());
  }

  /** A name that no other run has. */
  String nextOrder() {
    return "order-%03d".formatted(orders.incrementAndGet());
  }

  Witness witness() {
    return witness;
  }

  AgentClient client() {
    return client;
  }

  /** Kills workers that still live. Does nothing the second time. */
  @Override
  public void close() {
    workers.forEach(WorkerProcess::kill);
    witness.releaseAll();
    client.close();
    model.close();
    hearing.close();
  }
}
