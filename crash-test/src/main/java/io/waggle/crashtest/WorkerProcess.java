package io.waggle.crashtest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.embedded.process.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A worker process: started, asked whether it serves, killed. */
final class WorkerProcess implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofMinutes(5);
  private static final Duration STOP_TIMEOUT = Duration.ofMinutes(1);
  private static final long BETWEEN_LOOKS_MILLIS = 50;

  private final Process process;
  private final URI actuator;
  private final Path log;

  private WorkerProcess(Process process, URI actuator, Path log) {
    this.process = process;
    this.actuator = actuator;
    this.log = log;
  }

  /** Starts it; it does not serve yet. */
  static WorkerProcess start(WorkerLaunch launch, List<String> settings, Path log) {
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      int port = FreePort.find();
      List<String> command = new ArrayList<>(launch.command());
      command.add("--server.port=" + port);
      command.addAll(settings);
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      return new WorkerProcess(
          process, URI.create("http://127.0.0.1:%d/actuator/".formatted(port)), log);
    } catch (IOException failure) {
      throw new CrashTestException(
          "A worker cannot be started: %s.".formatted(failure.getMessage()), failure);
    }
  }

  /**
   * Waits until jobs reach it.
   *
   * @return when that was first seen
   * @throws CrashTestException if it ends, or does not get there in time
   */
  Instant awaitServing() {
    Instant deadline = Instant.now().plus(START_TIMEOUT);
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (!serves(http)) {
        boolean ended = process.waitFor(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS);
        if (ended || Instant.now().isAfter(deadline)) {
          throw new CrashTestException(
              "The worker %s; see %s."
                  .formatted(ended ? "ended at once" : "did not get ready in time", log));
        }
      }
      return Instant.now();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CrashTestException("The crash test was stopped.", stopped);
    }
  }

  private boolean serves(HttpClient http) throws InterruptedException {
    try {
      return http.send(page("health"), BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private HttpRequest page(String name) {
    return HttpRequest.newBuilder(actuator.resolve(name)).timeout(Duration.ofSeconds(5)).build();
  }

  /**
   * @return the names of the runs that no engine has any more, as this worker lists them; empty
   *     while it does not answer
   */
  Set<String> lostRuns() throws InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      String body = http.send(page("runs?lost=true&limit=1000"), BodyHandlers.ofString()).body();
      return StreamSupport.stream(
              new ObjectMapper().readTree(body).path("runs").spliterator(), false)
          .map(run -> run.path("id").asText())
          .collect(Collectors.toSet());
    } catch (IOException notNow) {
      return Set.of();
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL. Returns when the process is gone. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** SIGSTOP: it lives, and does nothing until it is thawed. */
  void freeze() {
    signal("STOP");
  }

  /** SIGCONT. */
  void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      int refused =
          new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
              .inheritIO()
              .start()
              .waitFor();
      if (refused != 0) {
        throw new CrashTestException("SIG%s cannot be sent to the worker.".formatted(name));
      }
    } catch (IOException failure) {
      throw new CrashTestException(
          "SIG%s cannot be sent: %s.".formatted(name, failure.getMessage()), failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CrashTestException("The crash test was stopped.", stopped);
    }
  }

  /** SIGTERM; does not wait. */
  void terminate() {
    process.destroy();
  }

  /** Lets it end by itself, for some time. Does nothing if it has ended. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        kill();
      }
    } catch (InterruptedException hurried) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
