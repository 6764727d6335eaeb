package io.waggle.cli;

import io.waggle.client.Connection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A worker for agents that are written as Markdown. */
@Command(
    name = "worker",
    description = {
      "Serve the agents of a folder until Ctrl-C: each of its *.md files is one. It has the console and",
      "the scripted model in it. Files are read at the start."
    },
    footer = {
      "",
      "Providers of models come from the environment, as OPENAI_API_KEY, or from the file of --config,",
      "a Spring configuration with keys such as waggle.providers.openai.base-url.",
      "",
      "Examples:",
      "  waggle worker --agents agents",
      "  waggle worker --agents agents --screenplay screenplay.yaml",
      "  waggle worker --agents agents --config worker.yaml --port 8091"
    })
final class WorkerCommand implements Callable<Integer> {
  private static final Duration A_YEAR = Duration.ofDays(365);
  private static final int PORT = 8090;

  private final Console console;

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(
      names = "--agents",
      required = true,
      paramLabel = "FOLDER",
      description = "Where the agents are.")
  private Path agents = Path.of("");

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Settings of the worker, YAML or properties; --grpc-address and its like, and WAGGLE_…, come"
              + " before them.")
  private @Nullable Path config;

  @Option(
      names = "--screenplay",
      paramLabel = "FILE",
      description = "What the scripted model answers, for agents whose model is scripted:….")
  private @Nullable Path screenplay;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description =
          "Of console and management pages on 127.0.0.1; default " + PORT + ", 0: a free one.")
  private int port = PORT;

  WorkerCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    check();
    Connection connection = cluster.connection(console.environment());
    int chosen = port == 0 ? Ports.free() : port;
    Path home = Path.of(System.getProperty("user.home"), ".waggle", "worker");
    Path log = home.resolve(chosen + ".log");
    WorkerLaunch launch =
        new WorkerLaunch(
            BuiltJar.WORKER.libraries(),
            "io.waggle.app.WaggleApplication",
            chosen,
            settings(connection),
            WorkerLogin.of(connection),
            log,
            home.resolve("classes.jsa"));
    try (WorkerProcess worker = WorkerProcess.start(launch)) {
      // Ctrl-C ends this process, too: it waits until the worker has handed its jobs back.
      AtomicBoolean stopped = new AtomicBoolean();
      Runtime.getRuntime()
          .addShutdownHook(
              Thread.ofPlatform()
                  .name("worker-stop")
                  .unstarted(
                      () -> {
                        stopped.set(true);
                        worker.stop();
                      }));
      worker.awaitReady(
          A_YEAR,
          () ->
              say(
                  "The engine at %s does not answer; the worker waits for it. On this machine: %s"
                      .formatted(connection.grpcAddress(), Invocation.of("engine up"))));
      tell(worker, connection, log);
      worker.awaitEnd();
      if (stopped.get()) {
        return ExitCode.INTERRUPTED.code();
      }
      throw worker.ended();
    }
  }

  private void tell(WorkerProcess worker, Connection connection, Path log) {
    say("Serving  " + String.join(", ", worker.agents()));
    if (worker.scripted()) {
      say("         on a scripted model: no LLM is called");
    }
    say("Engine   " + connection.grpcAddress());
    say("Console  " + worker.console());
    say("Log      " + log);
    say("Stop it with Ctrl-C. Start it again after you have changed an agent.");
  }

  private void say(String line) {
    console.err().println(line);
  }

  /** All that is wrong is said at once. */
  private void check() {
    Complaints complaints = new Complaints();
    complaints.orElse(agents, () -> folder(agents));
    for (Path file : Stream.of(config, screenplay).filter(one -> one != null).toList()) {
      complaints.orElse(file, () -> file(file));
    }
    complaints.orElse(port, () -> Ports.checked(port));
    complaints.raise();
  }

  private static Path folder(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException("There is no folder '%s'.".formatted(folder));
    }
    try (Stream<Path> files = Files.list(folder)) {
      if (files.noneMatch(file -> file.toString().endsWith(".md"))) {
        throw new IllegalArgumentException(
            "There is no agent in '%s': each is a file *.md.".formatted(folder));
      }
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "The folder '%s' cannot be read: %s.".formatted(folder, unreadable), unreadable);
    }
    return folder;
  }

  private static Path file(Path file) {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new IllegalArgumentException("There is no file '%s'.".formatted(file));
    }
    return file;
  }

  private List<String> settings(Connection connection) {
    List<String> settings = new ArrayList<>();
    settings.add("--waggle.agents.location=" + agents.toAbsolutePath());
    if (config != null) {
      settings.add("--spring.config.additional-location=" + config.toAbsolutePath().toUri());
    }
    if (screenplay != null) {
      settings.add("--waggle.providers.scripted.screenplay=" + screenplay.toAbsolutePath());
    }
    // What nobody has named stays as the file has it.
    if (!connection.grpcAddress().equals(Connection.LOCAL.grpcAddress())) {
      settings.add("--camunda.client.grpc-address=" + connection.grpcAddress());
    }
    if (!connection.restAddress().equals(Connection.LOCAL.restAddress())) {
      settings.add("--camunda.client.rest-address=" + connection.restAddress());
    }
    if (!connection.tenant().equals(Connection.DEFAULT_TENANT)) {
      settings.add("--camunda.client.tenant-id=" + connection.tenant());
    }
    return settings;
  }
}
