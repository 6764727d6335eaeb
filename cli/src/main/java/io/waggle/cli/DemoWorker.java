package io.waggle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.client.Connection;
import io.waggle.embedded.process.JvmOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The example's worker as a child of the demo. */
final class DemoWorker implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofMinutes(3);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);
  private static final long POLL_MILLIS = 300;

  private final Process process;
  private final URI address;
  private final Path home;

  private DemoWorker(Process process, URI address, Path home) {
    this.process = process;
    this.address = address;
    this.home = home;
  }

  static Path log(Path home) {
    return home.resolve("worker.log");
  }

  static DemoWorker start(Path jar, Path home, Connection connection, boolean gates) {
    try {
      Files.createDirectories(work(home));
      int port = freePort();
      ProcessBuilder builder = new ProcessBuilder(command(jar, home));
      builder
          .command()
          .addAll(
              List.of(
                  "--server.address=127.0.0.1",
                  "--server.port=" + port,
                  "--camunda.client.grpc-address=" + connection.grpcAddress(),
                  "--camunda.client.rest-address=" + connection.restAddress(),
                  "--waggle.home=" + home,
                  "--code-archaeologist.gates=" + gates,
                  "--code-archaeologist.work-dir=" + work(home)));
      builder.redirectErrorStream(true).redirectOutput(log(home).toFile());
      return new DemoWorker(builder.start(), URI.create("http://127.0.0.1:" + port), home);
    } catch (IOException failure) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          "The worker cannot be started: %s.".formatted(failure.getMessage()),
          failure);
    }
  }

  /** With an archive of its classes, which the first one leaves, it starts in half the time. */
  private static List<String> command(Path jar, Path home) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    command.addAll(JvmOptions.forThisJava());
    command.addAll(JvmOptions.sharedArchive(home.resolve("worker.jsa")));
    command.addAll(List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off", "-jar", jar.toString()));
    return command;
  }

  /** Where the workspaces of runs are. */
  Path work() {
    return work(home);
  }

  void awaitReady() {
    Instant deadline = Instant.now().plus(START_TIMEOUT);
    try (JsonPage page = new JsonPage()) {
      while (!isUp(page)) {
        if (!process.isAlive() || Instant.now().isAfter(deadline)) {
          throw notReady();
        }
        boolean ended = process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
        if (ended) {
          throw notReady();
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw notReady();
    }
  }

  /** Whether the agents speak to a model that is only played. */
  boolean scripted() {
    try (JsonPage page = new JsonPage()) {
      for (JsonNode agent :
          page.get(address, "/actuator/agents").map(found -> found.path("agents")).orElseThrow()) {
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
                log(home),
                lastWords()));
  }

  private String lastWords() {
    try {
      List<String> lines =
          Files.readAllLines(log(home)).stream().filter(line -> !line.isBlank()).toList();
      return lines.isEmpty() ? "." : ". It said last: " + TreeText.oneLine(lines.getLast());
    } catch (IOException unreadable) {
      return ".";
    }
  }

  private static Path work(Path home) {
    return home.resolve("work");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Asks it to hand back its jobs and end; ends it after a while. Does nothing the second time. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
