package io.waggle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.client.Connection;
import io.waggle.embedded.process.JvmOptions;
import io.waggle.embedded.process.OwnedMain;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The example's worker as a child of the demo; ends with it, also when the demo is killed. */
final class DemoWorker implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofMinutes(3);

  /** The first one takes some seconds, for it leaves an archive of its classes. */
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(60);

  private static final long POLL_MILLIS = 100;

  private final Process process;
  private final URI address;
  private final DemoHome home;

  private DemoWorker(Process process, URI address, DemoHome home) {
    this.process = process;
    this.address = address;
    this.home = home;
  }

  static DemoWorker start(Path jar, DemoExample example, DemoHome home, Connection connection) {
    try {
      int port = freePort();
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-Xmx512m", "-XX:+ExitOnOutOfMemoryError"));
      command.addAll(JvmOptions.forThisJava());
      command.addAll(JvmOptions.sharedArchive(home.workerClasses()));
      command.addAll(List.of("-cp", jar + File.pathSeparator + jarOf(OwnedMain.class)));
      command.addAll(List.of(OwnedMain.class.getName(), example.main()));
      command.addAll(settings(port, connection));
      command.addAll(example.settings());
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(home.workerLog().toFile())
              .start();
      return new DemoWorker(process, URI.create("http://127.0.0.1:" + port), home);
    } catch (IOException failure) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          "The worker cannot be started: %s.".formatted(failure.getMessage()),
          failure);
    }
  }

  private static List<String> settings(int port, Connection connection) {
    return List.of(
        "--server.address=127.0.0.1",
        "--server.port=" + port,
        "--camunda.client.grpc-address=" + connection.grpcAddress(),
        "--camunda.client.rest-address=" + connection.restAddress(),
        // The engine begins anew each time, so does what was written down about its jobs.
        "--waggle.journal.url=jdbc:h2:mem:demo;DB_CLOSE_DELAY=-1");
  }

  URI console() {
    return address.resolve("/console");
  }

  /** Returns when jobs reach the worker. */
  void awaitReady() {
    Instant deadline = Instant.now().plus(START_TIMEOUT);
    try (JsonPage page = new JsonPage()) {
      while (!isUp(page)) {
        if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)
            || Instant.now().isAfter(deadline)) {
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
                home.workerLog(),
                lastWords()));
  }

  private String lastWords() {
    try {
      List<String> lines =
          Files.readAllLines(home.workerLog()).stream().filter(line -> !line.isBlank()).toList();
      return lines.isEmpty() ? "." : ". It said last: " + TreeText.oneLine(lines.getLast());
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

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Asks it to end; ends it after a while. Does nothing the second time. */
  @Override
  public void close() {
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
