package io.waggle.it.build;

import static io.waggle.it.build.Artifact.element;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
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
  private static Maven maven;

  private TrialModule module;

  @BeforeAll
  static void prepareRepository(@TempDir(factory = BelowTarget.class) Path folder) throws IOException {
    var repository = LocalRepository.in(folder);
    repository.putPom(
        new Artifact("io.waggle", "waggle-bom", OURS),
        Files.readString(ROOT.resolve("bom/pom.xml")));
    for (String name : new String[] {"engine", "testing", "scripted-model"}) {
      put(repository, new Artifact("io.waggle", "waggle-" + name, OURS), "Apache-2.0");
    }
    put(repository, CLOSED, "Example Proprietary License");
    repository.put(SILENT, pom(SILENT, ""));
    maven = new Maven(repository);
  }

  @BeforeEach
  void prepareModule(@TempDir(factory = BelowTarget.class) Path folder) {
    module = new TrialModule(folder);
  }

  @Test
  void shouldPassWithOpenSourceAndWithTheEmbeddedEngineInTests() throws Exception {
    var build = verify(module.using(JACKSON, "compile").using(TEST_ENGINE, "test"));

    assertThat(build.successful()).as(build.output()).isTrue();
  }

  @Test
  void shouldFailOnWhatIsForDevelopmentOnAProductionClassPath() throws Exception {
    var build =
        verify(
            module
                .using(TEST_ENGINE, "compile")
                .using(new Artifact("io.waggle", "waggle-engine"), "compile")
                .using(new Artifact("io.waggle", "waggle-testing"), "runtime")
                .using(new Artifact("io.waggle", "waggle-scripted-model"), "runtime"));

    assertThat(build.successful()).as(build.output()).isFalse();
    assertThat(build.output())
        .contains("are for development and tests only: give them the scope test.")
        .containsPattern(banned("io.camunda:zeebe-process-test-engine"))
        .containsPattern(banned("io.waggle:waggle-engine"))
        .containsPattern(banned("io.waggle:waggle-testing"))
        .containsPattern(banned("io.waggle:waggle-scripted-model"));
  }

  @Test
  void shouldFailOnALicenceThatIsNotOnTheListAndOnNone() throws Exception {
    var build = verify(module.using(CLOSED, "compile").using(SILENT, "runtime"));

    assertThat(build.successful()).as(build.output()).isFalse();
    assertThat(build.output())
        .contains("(shipped) on project trial")
        .contains("License: 'Example Proprietary License' used by 1 dependencies")
        .contains("com.example--silent--1.0");
  }

  @Test
  void shouldMakeNoOtherExceptionInTests() throws Exception {
    var build = verify(module.using(CLOSED, "test"));

    assertThat(build.successful()).as(build.output()).isFalse();
    assertThat(build.output())
        .contains("(developed-with) on project trial")
        .contains("License: 'Example Proprietary License' used by 1 dependencies");
  }

  @Test
  void shouldFailOnTheEnginesLicencesInWhatIsShipped() throws Exception {
    var build =
        verify(
            module.setting("allowed-for-development", "io.camunda").using(TEST_ENGINE, "compile"));

    assertThat(build.successful()).as(build.output()).isFalse();
    assertThat(build.output())
        .contains("(shipped) on project trial")
        .contains("License: 'Camunda License v1.0'", "License: 'Zeebe Community License v1.1'");
  }

  @Test
  void shouldExceptTheEngineAndTheTestKitAlone() throws IOException {
    assertThat(modulesThatSet("licences.exception")).containsOnlyKeys("engine", "testing");
    assertThat(modulesThatSet("allowed-for-development"))
        .isNotEmpty()
        .doesNotContainKeys("agent-api", "bpmn", "client", "docker", "job-workers");
  }

  private static Maven.Build verify(TrialModule module) throws Exception {
    return module.verify(maven, ROOT.resolve("pom.xml"));
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
