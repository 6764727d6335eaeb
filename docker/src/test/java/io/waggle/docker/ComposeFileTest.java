package io.waggle.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.docker.ComposeFile.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ComposeFileTest {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");

  @Test
  void shouldHaveTheEngineItsStorageTheJournalAndTheWorkers() {
    assertThat(ComposeFile.services())
        .map(Service::name)
        .containsExactly("camunda", "camunda-db", "journal-db", "job-workers");
  }

  @ParameterizedTest
  @MethodSource("services")
  void shouldPublishPortsOnLoopbackOnly(Service service) {
    assertThat(service.ports()).allMatch(port -> port.startsWith("127.0.0.1:"));
    assertThat(service.settings().path("network_mode").asText()).isNotEqualTo("host");
  }

  @ParameterizedTest
  @MethodSource("services")
  void shouldPinEveryImage(Service service) {
    assertThat(service.image()).matches("[\\w./-]+:\\d+\\.\\d+(\\.\\d+)?[\\w.-]*");
  }

  @Test
  void shouldSayInTheDocsWhichVersionsAreDownloaded() throws IOException {
    var docs = Files.readString(ComposeFile.ROOT.resolve("docs/docker-compose.md"));

    assertThat(services().filter(service -> !service.settings().has("build")))
        .isNotEmpty()
        .allSatisfy(service -> assertThat(docs).contains("| " + version(service.image()) + " |"));
  }

  @ParameterizedTest
  @MethodSource("services")
  void shouldLimitResources(Service service) {
    assertThat(service.settings().path("mem_limit").asText()).matches("\\d+[mg]");
    assertThat(service.settings().path("cpus").asDouble()).isPositive();
  }

  @ParameterizedTest
  @MethodSource("services")
  void shouldTellWhetherItIsHealthy(Service service) throws IOException {
    boolean inImage =
        service.settings().has("build")
            && Files.readString(ComposeFile.DOCKERFILE).contains("\nHEALTHCHECK ");

    assertThat(inImage || !service.healthCheck().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("services")
  void shouldStartAfterWhatItNeedsIsHealthy(Service service) {
    assertThat(service.settings().path("depends_on").properties())
        .allSatisfy(
            needed -> {
              assertThat(ComposeFile.services().map(Service::name)).contains(needed.getKey());
              assertThat(needed.getValue().path("condition").asText()).isEqualTo("service_healthy");
            });
  }

  @ParameterizedTest
  @MethodSource("services")
  void shouldTakeEveryPasswordAndKeyFromTheEnvironment(Service service) {
    assertThat(service.settings().path("environment").properties())
        .filteredOn(entry -> entry.getKey().matches(".*(PASSWORD|KEY|TOKEN|SECRET)"))
        .allSatisfy(
            entry ->
                assertThat(entry.getValue().asText())
                    .as(entry.getKey())
                    .matches("(\\{noop})?\\$\\{\\w+:-\\w+}|null"));
  }

  @Test
  void shouldKeepEveryNamedVolume() {
    var named =
        ComposeFile.services()
            .flatMap(service -> Stream.of(service.settings().path("volumes")))
            .flatMap(volumes -> volumes.valueStream())
            .map(volume -> volume.asText().split(":")[0])
            .filter(source -> !source.startsWith("."))
            .toList();

    assertThat(named).containsExactly("camunda", "camunda-db", "journal-db");
  }

  @Test
  void shouldStoreInTheDatabaseThatIsThere() {
    var storage = ComposeFile.camundaSettings().at("/data/secondary-storage");
    var database = ComposeFile.service("camunda-db").settings().path("environment");

    assertThat(storage.path("type").asText()).isEqualTo("rdbms");
    assertThat(storage.at("/rdbms/url").asText())
        .isEqualTo("jdbc:postgresql://camunda-db:5432/" + database.path("POSTGRES_DB").asText());
    assertThat(storage.at("/rdbms/username").asText())
        .isEqualTo(database.path("POSTGRES_USER").asText());
  }

  @Test
  void shouldKeepTheJournalInTheDatabaseThatIsThere() {
    var workers = ComposeFile.service("job-workers").settings().path("environment");
    var database = ComposeFile.service("journal-db").settings().path("environment");

    assertThat(workers.path("WAGGLE_JOURNAL_URL").asText())
        .isEqualTo("jdbc:postgresql://journal-db:5432/" + database.path("POSTGRES_DB").asText());
    assertThat(workers.path("WAGGLE_JOURNAL_USERNAME")).isEqualTo(database.path("POSTGRES_USER"));
    assertThat(workers.path("WAGGLE_JOURNAL_PASSWORD"))
        .isEqualTo(database.path("POSTGRES_PASSWORD"));
  }

  @Test
  void shouldGiveCamundaEveryVariableThatItsSettingsName() throws IOException {
    var names =
        VARIABLE
            .matcher(Files.readString(Path.of("camunda/application.yaml")))
            .results()
            .map(found -> found.group(1))
            .toList();

    assertThat(names).containsExactly("CAMUNDA_DB_PASSWORD", "CAMUNDA_DEMO_PASSWORD");
    assertThat(ComposeFile.service("camunda").settings().path("environment").properties())
        .map(Map.Entry::getKey)
        .containsAll(names);
  }

  @Test
  void shouldBuildTheImageFromPinnedOnesAndRunItAsNobodySpecial() throws IOException {
    List<String> lines = Files.readAllLines(ComposeFile.DOCKERFILE);

    assertThat(lines)
        .filteredOn(line -> line.startsWith("FROM "))
        .hasSize(2)
        .allMatch(line -> line.matches("FROM [\\w./-]+:\\d+\\.\\d+\\.\\d+[\\w.-]*( AS \\w+)?"));
    assertThat(lines).filteredOn(line -> line.startsWith("USER ")).containsExactly("USER 10001");
    assertThat(Files.exists(ComposeFile.ROOT.resolve(".dockerignore"))).isTrue();
  }

  @Test
  void shouldSayInTheImageWhichLicencesAreInIt() throws IOException {
    assertThat(Files.readAllLines(ComposeFile.DOCKERFILE))
        .contains("COPY --from=build /build/LICENSE ./")
        .contains("COPY --from=build /build/console/target/licences/shipped.txt ./THIRD-PARTY.txt");
  }

  /** Of {@code postgres:17.11-alpine3.24}, 17.11. */
  private static String version(String image) {
    return image.substring(image.indexOf(':') + 1).split("-")[0];
  }

  private static Stream<Service> services() {
    return ComposeFile.services();
  }
}
