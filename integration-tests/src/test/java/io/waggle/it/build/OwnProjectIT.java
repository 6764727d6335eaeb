package io.waggle.it.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A user's project as {@code waggle new} writes it, outside of this repository: it compiles against
 * what a Maven repository has of us, and its test runs its agents.
 */
class OwnProjectIT {
  private static final Path ROOT =
      Path.of(Objects.requireNonNull(System.getProperty("waggle.root")));
  private static final String VERSION = "0.1.0-SNAPSHOT";
  private static final List<String> MODULES =
      List.of(
          "bpmn",
          "agent-api",
          "job-workers",
          "client",
          "console",
          "engine",
          "scripted-model",
          "testing");

  @Test
  void shouldBuildAndTestWhatTheCommandWrote(@TempDir Path folder) throws Exception {
    var repository = LocalRepository.in(folder.resolve("repository"));
    install(repository);
    Path project = newProject("refund-desk", folder);

    var build = new Maven(repository).run(project, "-Pproduction", "verify");

    assertThat(build.successful()).as(build.output()).isTrue();
    assertThat(build.output()).contains("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0");
    assertThat(libraries(project.resolve("target/refund-desk-0.1.0-SNAPSHOT.jar")))
        .contains("waggle-job-workers-0.1.0-SNAPSHOT.jar", "waggle-console-0.1.0-SNAPSHOT.jar")
        .doesNotContain(
            "waggle-engine-0.1.0-SNAPSHOT.jar",
            "waggle-testing-0.1.0-SNAPSHOT.jar",
            "waggle-scripted-model-0.1.0-SNAPSHOT.jar")
        .noneMatch(library -> library.startsWith("zeebe-process-test"))
        .filteredOn(library -> library.matches("(camunda-client-java|zeebe-client-java|grpc-).*"))
        .isSubsetOf(
            libraries(
                ROOT.resolve("job-workers/target/waggle-job-workers-" + VERSION + "-exec.jar")));
  }

  private static Path newProject(String name, Path folder) throws Exception {
    Path output = folder.resolve("new.log");
    Process command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Objects.requireNonNull(System.getProperty("waggle.it.command-jar")),
                "new",
                name,
                "--in",
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(command.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(command.exitValue()).as(Files.readString(output)).isZero();
    return folder.resolve(name);
  }

  /** As {@code mvn install} would, without building anything. */
  private static void install(LocalRepository repository) throws IOException {
    pom(repository, "parent", ROOT.resolve("pom.xml"));
    pom(repository, "bom", ROOT.resolve("bom/pom.xml"));
    for (String module : MODULES) {
      pom(repository, module, ROOT.resolve(module).resolve("pom.xml"));
      repository.putJar(
          artifact(module),
          ROOT.resolve(module + "/target/waggle-" + module + "-" + VERSION + ".jar"));
    }
  }

  private static void pom(LocalRepository repository, String module, Path file) throws IOException {
    repository.putPom(artifact(module), Files.readString(file));
  }

  private static Artifact artifact(String module) {
    return new Artifact("io.waggle", "waggle-" + module, VERSION);
  }

  private static List<String> libraries(Path jar) throws IOException {
    try (var file = new JarFile(jar.toFile())) {
      return file.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.startsWith("BOOT-INF/lib/") && name.endsWith(".jar"))
          .map(name -> name.substring("BOOT-INF/lib/".length()))
          .toList();
    }
  }
}
