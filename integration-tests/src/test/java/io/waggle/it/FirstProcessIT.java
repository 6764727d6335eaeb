package io.waggle.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waggle.crashtest.Cluster;
import io.waggle.embedded.process.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * docs/first-process.md, typed as it stands, but for the engine, which runs already, and the ports,
 * which may be taken.
 */
@ExtendWith(TestCluster.class)
class FirstProcessIT {
  private static final Path ROOT =
      Path.of(Objects.requireNonNull(System.getProperty("waggle.root")));
  private static final String TEMPLATES = "agent-templates/src/main/resources";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private static Path clone;

  private static Cluster cluster;
  private static String port;
  private static List<String> commands;
  private static Process worker;

  @BeforeAll
  static void serveAgents(Cluster addresses) throws Exception {
    cluster = addresses;
    port = Integer.toString(FreePort.find());
    commands = commands();
    layOutClone();
    type("cp -r agent-templates");
    Files.writeString(clone.resolve("worker.yaml"), "waggle.console.name: Ada");
    worker = start(line("./waggle worker") + " --config worker.yaml --port " + port, "worker.txt");
    await()
        .atMost(PATIENCE)
        .until(() -> !worker.isAlive() || said("worker.txt").contains("Stop it with"));
    assertThat(said("worker.txt"))
        .contains("Serving  invoice-sorter", "scripted model", "http://127.0.0.1:" + port);
  }

  @AfterAll
  static void stop() throws Exception {
    // As Ctrl-C: the worker hands its jobs back within the minute that the command gives it.
    worker.destroy();
    assertThat(worker.waitFor(3, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void shouldTakeTheWayThatTheAgentsResultSays() throws Exception {
    assertThat(type("./waggle deploy"))
        .contains("Deployed process invoice-intake, version ", "(invoice-intake.bpmn)");

    assertThat(type("./waggle start"))
        .contains("ended at 'For facility management'", "\"category\" : \"utilities\"");
    assertThat(
            output(
                line("./waggle start").replace("4711", "4712").replaceAll("electricity", "chairs")))
        .contains("ended at 'For the clerk'");

    assertThat(type("./waggle status"))
        .contains("ended: completed", "called by invoice-intake", "It is from the power station.");
    assertThat(type("./waggle history")).contains("Classify invoice 4711", "give_result");
    assertThat(type("./waggle show")).contains("It is from the power station.");
  }

  @Test
  void shouldHaveTheConsoleAndTakeSettingsFromAFile() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI page = URI.create("http://127.0.0.1:%s/console/agents".formatted(port));
      assertThat(http.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString()).body())
          .contains("invoice-sorter", "Ada");
    }
  }

  /** The command of the page that begins so, with its output. */
  private static String type(String beginning) throws Exception {
    String line = line(beginning);
    boolean asksWorker = line.startsWith("./waggle history") || line.startsWith("./waggle show");
    return output(asksWorker ? line + " --worker http://127.0.0.1:" + port : line);
  }

  private static String line(String beginning) {
    return commands.stream()
        .filter(command -> command.startsWith(beginning))
        .findFirst()
        .orElseThrow(() -> new AssertionError("The page does not say '%s'".formatted(beginning)));
  }

  private static List<String> commands() throws IOException {
    List<String> found = new ArrayList<>();
    boolean shell = false;
    for (String line : Files.readString(ROOT.resolve("docs/first-process.md")).lines().toList()) {
      if (line.startsWith("```")) {
        shell = line.equals("```sh");
      } else if (shell) {
        found.add(line);
      }
    }
    return found;
  }

  private static String output(String command) throws Exception {
    Process process = start(command, "output.txt");
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).as(command).isTrue();
    assertThat(process.exitValue()).as(said("output.txt")).isZero();
    return said("output.txt");
  }

  private static Process start(String command, String output) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("/bin/sh", "-c", "exec " + command)
            .directory(clone.toFile())
            .redirectErrorStream(true)
            .redirectOutput(clone.resolve(output).toFile());
    builder.environment().put("WAGGLE_GRPC_ADDRESS", cluster.grpcAddress().toString());
    builder.environment().put("WAGGLE_REST_ADDRESS", cluster.restAddress().toString());
    builder.environment().put("WAGGLE_HOME", clone.resolve("home").toString());
    return builder.start();
  }

  private static String said(String output) throws IOException {
    return Files.readString(clone.resolve(output), StandardCharsets.UTF_8);
  }

  /** What the page uses of a clone, and what the script ./waggle builds. */
  private static void layOutClone() throws Exception {
    output("mkdir -p agent-templates/src/main");
    output("cp -r '%s' agent-templates/src/main".formatted(ROOT.resolve(TEMPLATES)));
    Path lib = Files.createDirectories(clone.resolve("examples/research-agent/target/quick/lib"));
    unpackLibraries(
        ROOT.resolve(
            "examples/research-agent/target/waggle-example-research-agent-0.1.0-SNAPSHOT-exec.jar"),
        lib);
    Path script =
        Files.writeString(
            clone.resolve("waggle"),
            """
            #!/bin/sh
            exec '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Duser.home='%s' -Dwaggle.root='%s' -jar '%s' "$@"
            """
                .formatted(
                    Path.of(System.getProperty("java.home"), "bin", "java"),
                    clone.resolve("home"),
                    clone,
                    System.getProperty("waggle.it.command-jar")));
    assertThat(script.toFile().setExecutable(true)).isTrue();
  }

  private static void unpackLibraries(Path jar, Path folder) throws IOException {
    try (var file = new JarFile(jar.toFile())) {
      for (JarEntry entry : file.stream().toList()) {
        String name = entry.getName();
        if (name.startsWith("BOOT-INF/lib/") && name.endsWith(".jar")) {
          try (var in = file.getInputStream(entry)) {
            Files.copy(in, folder.resolve(name.substring("BOOT-INF/lib/".length())));
          }
        }
      }
    }
  }
}
