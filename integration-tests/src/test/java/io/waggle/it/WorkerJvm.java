package io.waggle.it;

import io.waggle.crashtest.Cluster;
import io.waggle.embedded.process.JvmOptions;
import io.waggle.scripted.ScriptedModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A worker process whose application is one of this module's; killed at the end. */
final class WorkerJvm implements AutoCloseable {
  private final Process process;
  private final Path log;

  private WorkerJvm(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts it; it does not serve yet.
   *
   * @param application its main class
   * @param cluster whose jobs it works on
   * @param model plays {@code play:…}
   * @param folder for its journal and its log, to which a later one in the same folder appends
   * @param more settings, each as on a command line
   */
  static WorkerJvm start(
      Class<?> application, Cluster cluster, ScriptedModel model, Path folder, String... more) {
    return start(application, cluster, model.baseUrl(), folder, more);
  }

  /** The same, with another server that plays {@code play:…}. */
  static WorkerJvm start(
      Class<?> application, Cluster cluster, URI model, Path folder, String... more) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JvmOptions.forThisJava());
    command.addAll(List.of("-Xmx512m", "-XX:+ExitOnOutOfMemoryError"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), application.getName()));
    command.add("--server.port=0");
    command.add("--waggle.home=" + folder.resolve("home"));
    command.add("--camunda.client.grpc-address=" + cluster.grpcAddress());
    command.add("--camunda.client.rest-address=" + cluster.restAddress());
    command.add("--waggle.providers.play.base-url=" + model);
    command.addAll(List.of(more));
    Path log = folder.resolve("log");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      return new WorkerJvm(process, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ProcessLog log() {
    return new ProcessLog(log, handle());
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGTERM; does not wait. */
  void terminate() {
    process.destroy();
  }

  /** Returns whether it has ended by itself in time. */
  boolean hasEndedWithin(Duration time) throws InterruptedException {
    return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** SIGKILL. Returns when it is gone. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
