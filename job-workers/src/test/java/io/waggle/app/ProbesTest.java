package io.waggle.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waggle.engine.EngineFixture;
import io.waggle.journal.RegistryFixture;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What an orchestrator asks a worker: whether to start it again, and whether jobs reach it. Its LLM
 * never answers.
 */
@Timeout(300)
class ProbesTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final URI NOBODY = URI.create("http://127.0.0.1:1");
  private static final Pattern TOMCAT = Pattern.compile("Tomcat started on port (\\d+)");

  @TempDir private Path folder;

  @Test
  void shouldBeAliveButNotReadyBeforeTheEngineCanBeReached() throws Exception {
    try (ConfigurableApplicationContext worker = start(NOBODY)) {
      HttpResponse<String> ready = probe(worker, "/readiness");

      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(ready.body()).contains("not subscribed to the agents' job types");
      assertThat(probe(worker, "/liveness").statusCode()).isEqualTo(200);
      assertThat(probe(worker, "").statusCode()).isEqualTo(503);
    }
  }

  @Test
  void shouldStayReadyAndAliveWhenTheEngineGoes() throws Exception {
    EngineFixture engine = new EngineFixture(RegistryFixture.inMemory());
    try (engine;
        ConfigurableApplicationContext worker = start(engine.address())) {
      await().atMost(PATIENCE).until(() -> probe(worker, "/readiness").statusCode() == 200);

      engine.close();
      await().atMost(PATIENCE).until(() -> probe(worker, "").statusCode() == 503);

      assertThat(probe(worker, "/readiness").statusCode()).isEqualTo(200);
      HttpResponse<String> alive = probe(worker, "/liveness");
      assertThat(alive.statusCode()).isEqualTo(200);
      assertThat(alive.body()).contains("\"waggleProgress\":{\"status\":\"UP\"}");
    }
  }

  @Test
  void shouldBeDeadWhereJobsMakeNoProgress() {
    assertThat(new ProgressHealthIndicator(EngineFixture.standing()).health().getStatus())
        .isEqualTo(Status.DOWN);
  }

  @Test
  void shouldAnswerWithoutWagglesIndicators() throws Exception {
    try (ConfigurableApplicationContext worker =
        start(NOBODY, "--management.health.waggle.enabled=false")) {
      assertThat(probe(worker, "/liveness").statusCode()).isEqualTo(200);
      assertThat(probe(worker, "/readiness").statusCode()).isEqualTo(200);
    }
  }

  /** A container's root file system may be read-only, but for one folder. */
  @Test
  void shouldWriteNowhereButToTheFolderForTemporaryFiles() throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    Path working = Files.createDirectory(folder.resolve("working"));
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    Path log = folder.resolve("log");
    try (EngineFixture engine = new EngineFixture(RegistryFixture.inMemory())) {
      List<String> command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Duser.home=" + home,
                  "-Djava.io.tmpdir=" + temporary,
                  "-cp",
                  System.getProperty("java.class.path"),
                  WaggleApplication.class.getName()));
      command.addAll(settings(engine.address(), "--server.port=0"));
      Process worker =
          new ProcessBuilder(command)
              .directory(working.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      try {
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () ->
                    assertThat(Files.readString(log, UTF_8))
                        .contains("Serving [a] on " + engine.address())
                        .containsPattern(TOMCAT));
        int port = port(Files.readString(log, UTF_8));
        await().atMost(PATIENCE).until(() -> probe(port, "/readiness").statusCode() == 200);
      } finally {
        worker.destroy();
        worker.onExit().join();
      }
    }

    assertThat(filesBelow(home)).isEmpty();
    assertThat(filesBelow(working)).isEmpty();
  }

  private ConfigurableApplicationContext start(URI engine, String... more) throws IOException {
    List<String> settings = settings(engine, "--server.port=0");
    settings.addAll(List.of(more));
    return WaggleApplication.run(WaggleApplication.class, settings.toArray(String[]::new));
  }

  private List<String> settings(URI engine, String port) throws IOException {
    Path agents = Files.createDirectories(folder.resolve("agents"));
    Files.writeString(agents.resolve("a.md"), "---\nname: a\nmodel: away:any\n---\nYou are a.\n");
    return new ArrayList<>(
        List.of(
            port,
            "--camunda.client.grpc-address=" + engine,
            "--camunda.client.rest-address=" + NOBODY,
            "--waggle.providers.away.base-url=" + NOBODY + "/v1",
            "--waggle.agents.location=" + agents,
            "--waggle.worker.stop-grace=PT0S",
            "--waggle.journal.url=jdbc:h2:mem:probes"));
  }

  private static HttpResponse<String> probe(ConfigurableApplicationContext worker, String group)
      throws IOException, InterruptedException {
    return probe(((WebServerApplicationContext) worker).getWebServer().getPort(), group);
  }

  private static HttpResponse<String> probe(int port, String group)
      throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:%d/actuator/health%s".formatted(port, group)))
              .build(),
          BodyHandlers.ofString());
    }
  }

  private static int port(String log) {
    Matcher started = TOMCAT.matcher(log);
    assertThat(started.find()).isTrue();
    return Integer.parseInt(started.group(1));
  }

  private static List<Path> filesBelow(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
