package io.waggle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.embedded.process.JvmOptions;
import io.waggle.embedded.process.OwnedMain;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A worker as a child of this command; it ends with it, also when the command is killed. */
final class WorkerProcess implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofMinutes(3);

  /** The first one takes some seconds, for it leaves an archive of its classes. */
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(60);

  /** A start takes less, unless the cluster is away. */
  private static final Duration LONG = Duration.ofSeconds(20);

  private static final String AGENTS = "/actuator/agents";

  private static final long POLL_MILLIS = 100;

  private final Process process;
  private final URI address;
  private final Path log;

  private WorkerProcess(Process process, URI address, Path log) {
    this.process = process;
    this.address = address;
    this.log = log;
  }

  static WorkerProcess start(WorkerLaunch launch) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+ExitOnOutOfMemoryError"));
    command.addAll(JvmOptions.forThisJava());
    command.addAll(JvmOptions.sharedArchive(launch.archive()));
    command.addAll(
        List.of("-cp", launch.classPath() + File.pathSeparator + jarOf(OwnedMain.class)));
    command.addAll(List.of(OwnedMain.class.getName(), launch.main()));
    command.addAll(List.of("--server.address=127.0.0.1", "--server.port=" + launch.port()));
    command.addAll(launch.settings());
    try {
      Files.createDirectories(launch.log().toAbsolutePath().getParent());
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(launch.log().toFile());
      builder.environment().putAll(launch.environment());
      return new WorkerProcess(
          builder.start(), URI.create("http://127.0.0.1:" + launch.port()), launch.log());
    } catch (IOException failure) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          "The worker cannot be started: %s.".formatted(failure.getMessage()),
          failure);
    }
  }

  URI console() {
    return address.resolve("/console");
  }

  /** Returns when jobs reach the worker. */
  void awaitReady() {
    awaitReady(START_TIMEOUT, () -> {});
  }

  /**
   * Returns when jobs reach the worker.
   *
   * @param most how long that may take
   * @param waiting is done once where it takes long, because its cluster is away
   */
  void awaitReady(Duration most, Runnable waiting) {
    Instant notice = Instant.now().plus(LONG);
    Instant deadline = Instant.now().plus(most);
    boolean noticed = false;
    try (JsonPage page = new JsonPage()) {
      while (!isUp(page)) {
        if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)
            || Instant.now().isAfter(deadline)) {
          throw notReady();
        }
        if (!noticed && Instant.now().isAfter(notice)) {
          noticed = true;
          waiting.run();
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw notReady();
    }
  }

  /** Returns when it has ended, which it does when it is asked to. */
  void awaitEnd() {
    try {
      process.waitFor();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Names of the agents that it holds. */
  List<String> agents() {
    List<String> names = new ArrayList<>();
    try (JsonPage page = new JsonPage()) {
      page.get(address, AGENTS)
          .ifPresent(
              found ->
                  found.path("agents").forEach(agent -> names.add(agent.path("name").asText())));
    }
    return names;
  }

  /** Why it ended, in its words; a sentence for people. */
  CommandFailure ended() {
    return new CommandFailure(
        ExitCode.UNAVAILABLE,
        "The worker has ended, with exit code %d; see %s%s"
            .formatted(process.exitValue(), log, lastWords()));
  }

  /** Whether the agents speak to a model that is only played. */
  boolean scripted() {
    try (JsonPage page = new JsonPage()) {
      for (JsonNode agent :
          page.get(address, AGENTS).map(found -> found.path("agents")).orElseThrow()) {
        if (!agent.path("model").asText().startsWith("scripted")) {
          return false;
        }
      }
      return true;
    }
  }

  private boolean isUp(JsonPage page) {
    return page.get(address, "/actuator/health")
        .filter(health -> health.path("status").asText().equals("UP"))
        .isPresent();
  }

  private CommandFailure notReady() {
    return new CommandFailure(
        ExitCode.UNAVAILABLE,
        "The worker %s; see %s%s"
            .formatted(
                process.isAlive() ? "did not get ready in time" : "ended at once",
                log,
                lastWords()));
  }

  private String lastWords() {
    try {
      String words = StartFailure.in(Files.readAllLines(log));
      return words.isEmpty() ? "." : ". It says: " + words;
    } catch (IOException unreadable) {
      return ".";
    }
  }

  private static Path jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** See {@link #stop}. */
  @Override
  public void close() {
    stop();
  }

  /** Asks it to end; ends it after a while. Does nothing the second time. */
  void stop() {
    // Process.destroy would close its standard input, too, and with it end it at once.
    process.toHandle().destroy();
    try {
      if (!process.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** Ends it as a crash would. */
  void kill() {
    process.destroyForcibly();
  }
}
