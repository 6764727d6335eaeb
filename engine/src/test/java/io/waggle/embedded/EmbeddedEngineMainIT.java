package io.waggle.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The engine as a process of its own. */
class EmbeddedEngineMainIT {
  private static final Duration AT_ONCE = Duration.ofSeconds(2);

  private static final Pattern SERVING =
      Pattern.compile(
          "Serving gRPC on http://127\\.0\\.0\\.1:(\\d+) and REST on (http://127\\.0\\.0\\.1:\\d+)");

  private static Process start(String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:+UseSerialGC");
    if (Runtime.version().feature() >= 23) {
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(EmbeddedEngineMain.class.getName());
    Stream.of(args).forEach(command::add);
    return new ProcessBuilder(command).start();
  }

  private static Matcher serving(Process process) throws IOException {
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    Matcher line = SERVING.matcher(String.valueOf(output.readLine()));
    assertThat(line.matches()).isTrue();
    return line;
  }

  @Test
  void shouldServeSayWhatItIsAndEndAtOnce() throws Exception {
    Process process = start("--grpc-port=0", "--rest-port=0");
    try {
      Matcher line = serving(process);
      String status =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(line.group(2) + "/engine")).build(),
                  BodyHandlers.ofString())
              .body();
      assertThat(status)
          .contains("\"inMemory\":true", "\"acceptsNewInstances\":true", "\"records\":");

      assertThat(process.errorReader(StandardCharsets.UTF_8).readLine())
          .contains("in memory", "for development and tests only");

      Duration took = end(process);
      for (int again = 0; again < 2 && took.compareTo(AT_ONCE) >= 0; again++) {
        Process other = start("--grpc-port=0", "--rest-port=0");
        assertThat(serving(other).matches()).isTrue();
        took = end(other); // what a busy machine takes is not the engine's
      }
      assertThat(took).isLessThan(AT_ONCE);
    } finally {
      process.destroyForcibly();
    }
  }

  private static Duration end(Process process) throws InterruptedException {
    long begin = System.nanoTime();
    process.destroy();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(143);
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  @Test
  void shouldSayWhenAPortIsTaken() throws Exception {
    Process first = start("--grpc-port=0", "--rest-port=0");
    try {
      String port = serving(first).group(1);
      Process second = start("--grpc-port=" + port, "--rest-port=0");

      assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(second.exitValue()).isEqualTo(1);
      assertThat(second.errorReader(StandardCharsets.UTF_8).lines().toList())
          .anyMatch(line -> line.contains("gRPC cannot be served on 127.0.0.1:" + port));
    } finally {
      first.destroyForcibly();
    }
  }

  @Test
  void shouldRefuseArgumentsThatItDoesNotKnow() throws Exception {
    Process process = start("--port=1");

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(2);
    assertThat(process.errorReader(StandardCharsets.UTF_8).readLine()).contains("'--port=1'");
  }
}
