package io.waggle.it.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A user's project, outside of this repository: with Spring Boot's parent, our BOM and no version
 * else it compiles against what a Maven repository has of us, and its test runs an agent.
 */
class OwnProjectIT {
  private static final Path ROOT =
      Path.of(Objects.requireNonNull(System.getProperty("waggle.root")));
  private static final String VERSION = "0.1.0-SNAPSHOT";
  private static final List<String> MODULES =
      List.of("bpmn", "agent-api", "job-workers", "client", "engine", "scripted-model", "testing");

  @Test
  void shouldBuildWithOurBomAndTestItsAgentWithTheKit(@TempDir Path folder) throws Exception {
    var repository = LocalRepository.in(folder.resolve("repository"));
    install(repository);
    Path project = copy("own-project", folder.resolve("refund-desk"));

    var build = new Maven(repository).run(project, "verify");

    assertThat(build.successful()).as(build.output()).isTrue();
    assertThat(build.output()).contains("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0");
    assertThat(libraries(project.resolve("target/refund-desk-0.1.0-SNAPSHOT.jar")))
        .contains("waggle-job-workers-0.1.0-SNAPSHOT.jar")
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

  private static Path copy(String resource, Path project) throws Exception {
    var from =
        Path.of(Objects.requireNonNull(OwnProjectIT.class.getResource("/" + resource)).toURI());
    try (Stream<Path> files = Files.walk(from)) {
      files.forEach(
          file -> {
            try {
              Files.copy(file, project.resolve(from.relativize(file).toString()));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
    return project;
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
