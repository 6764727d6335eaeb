package io.waggle.it.build;

import static io.waggle.it.build.Artifact.element;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The gates on what is shipped bite: the build of a module with our parent fails on a licence that
 * is not on the list, and on a part that is for development and tests only.
 */
class BuildGatesIT {
  private static final Path ROOT =
      Path.of(Objects.requireNonNull(System.getProperty("waggle.root")));
  private static final String OURS = "0.1.0-SNAPSHOT";
  private static final Artifact JACKSON =
      new Artifact("com.fasterxml.jackson.core", "jackson-databind");
  private static final Artifact TEST_ENGINE =
      new Artifact("io.camunda", "zeebe-process-test-engine");
  private static final Artifact CLOSED = new Artifact("com.example", "closed", "1.0");
  private static final Artifact SILENT = new Artifact("com.example", "silent", "1.0");
  private static Trials trials;

  @BeforeAll
  static void buildTrials(@TempDir(factory = BelowTarget.class) Path folder) throws Exception {
    trials =
        Trials.build(
            new Maven(repository(folder.resolve("repository"))),
            folder,
            ROOT.resolve("pom.xml"),
            List.of(
                new TrialModule("open").using(JACKSON, "compile").using(TEST_ENGINE, "test"),
                new TrialModule("production")
                    .using(TEST_ENGINE, "compile")
                    .using(ours("engine"), "compile")
                    .using(ours("testing"), "runtime")
                    .using(ours("scripted-model"), "runtime"),
                new TrialModule("closed").using(CLOSED, "compile").using(SILENT, "runtime"),
                new TrialModule("closed-in-tests").using(CLOSED, "test"),
                new TrialModule("engine-shipped")
                    .setting("allowed-for-development", "io.camunda")
                    .using(TEST_ENGINE, "compile")));
  }

  @Test
  void shouldPassWithOpenSourceAndWithTheEmbeddedEngineInTests() {
    assertThat(trials.succeeded("open")).as(trials.output()).isTrue();
  }

  @Test
  void shouldFailOnWhatIsForDevelopmentOnAProductionClassPath() {
    assertThat(trials.failure("production"))
        .as(trials.output())
        .contains("(production-class-path)")
        .contains("are for development and tests only: give them the scope test.")
        .containsPattern(banned("io.camunda:zeebe-process-test-engine"))
        .containsPattern(banned("io.waggle:waggle-engine"))
        .containsPattern(banned("io.waggle:waggle-testing"))
        .containsPattern(banned("io.waggle:waggle-scripted-model"));
  }

  @Test
  void shouldFailOnALicenceThatIsNotOnTheListAndOnNone() {
    assertThat(trials.failure("closed")).as(trials.output()).contains("(shipped)");
    assertThat(trials.log("closed"))
        .contains("License: 'Example Proprietary License' used by 1 dependencies")
        .contains("com.example--silent--1.0");
  }

  @Test
  void shouldMakeNoOtherExceptionInTests() {
    assertThat(trials.failure("closed-in-tests")).as(trials.output()).contains("(developed-with)");
    assertThat(trials.log("closed-in-tests"))
        .contains("License: 'Example Proprietary License' used by 1 dependencies");
  }

  @Test
  void shouldFailOnTheEnginesLicencesInWhatIsShipped() {
    assertThat(trials.failure("engine-shipped")).as(trials.output()).contains("(shipped)");
    assertThat(trials.log("engine-shipped"))
        .contains("License: 'Camunda License v1.0'", "License: 'Zeebe Community License v1.1'");
  }

  @Test
  void shouldExceptTheEngineAndTheTestKitAlone() throws IOException {
    assertThat(modulesThatSet("licences.exception")).containsOnlyKeys("engine", "testing");
    assertThat(modulesThatSet("allowed-for-development"))
        .isNotEmpty()
        .doesNotContainKeys("agent-api", "bpmn", "client", "docker", "job-workers");
  }

  private static LocalRepository repository(Path folder) throws IOException {
    var repository = LocalRepository.in(folder);
    repository.putPom(
        new Artifact("io.waggle", "waggle-bom", OURS),
        Files.readString(ROOT.resolve("bom/pom.xml")));
    for (String name : List.of("engine", "testing", "scripted-model")) {
      put(repository, new Artifact("io.waggle", "waggle-" + name, OURS), "Apache-2.0");
    }
    put(repository, CLOSED, "Example Proprietary License");
    repository.put(SILENT, pom(SILENT, ""));
    return repository;
  }

  /** In the version that the BOM has. */
  private static Artifact ours(String name) {
    return new Artifact("io.waggle", "waggle-" + name);
  }

  private static void put(LocalRepository repository, Artifact artifact, String licence)
      throws IOException {
    var licences = element("licenses", element("license", element("name", licence)));
    repository.put(artifact, pom(artifact, licences));
  }

  private static String pom(Artifact artifact, String licences) {
    return element("project", "<modelVersion>4.0.0</modelVersion>" + artifact.xml() + licences);
  }

  private static Pattern banned(String artifact) {
    return Pattern.compile(Pattern.quote(artifact) + "\\S* <--- banned");
  }

  /** By the name of the module's folder. */
  private static Map<String, String> modulesThatSet(String property) throws IOException {
    var setting = Pattern.compile("<%1$s>(.*)</%1$s>".formatted(Pattern.quote(property)));
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> folders = Files.list(ROOT)) {
      for (Path folder : (Iterable<Path>) folders::iterator) {
        Path pom = folder.resolve("pom.xml");
        if (Files.exists(pom)) {
          var matcher = setting.matcher(Files.readString(pom));
          matcher.results().forEach(set -> found.put("" + folder.getFileName(), set.group(1)));
        }
      }
    }
    return found;
  }
}
