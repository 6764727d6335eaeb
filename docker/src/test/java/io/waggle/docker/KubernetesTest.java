package io.waggle.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.docker.Manifests.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class KubernetesTest {
  private static final Path ROOT = Path.of("..");

  private static Stream<Manifest> manifests() {
    return Manifests.all();
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void shouldBeWhatKubernetesTakes(Manifest manifest) {
    assertThatCode(() -> KubernetesSchema.check(manifest.json().toString()))
        .doesNotThrowAnyException();
  }

  @Test
  void shouldHaveAllThatAWorkerNeeds() {
    assertThat(Manifests.all())
        .map(Manifest::kind)
        .containsExactlyInAnyOrder(
            "ServiceAccount",
            "ConfigMap",
            "Secret",
            "Deployment",
            "Service",
            "PodDisruptionBudget",
            "NetworkPolicy");
  }

  /** The check finds what a person gets wrong. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Deployment | \"livenessProbe\" | \"livenesProbe\" | livenesProbe",
        "Deployment | \"replicas\":2 | \"replicas\":\"two\" | two",
        "Deployment | \"selector\" | \"select\" | select",
        "Deployment | \"periodSeconds\":10 | \"periodSeconds\":{} | periodSeconds",
        "Service | \"port\":80 | \"prot\":80 | prot",
        "NetworkPolicy | \"podSelector\" | \"podSelektor\" | podSelektor",
        "PodDisruptionBudget | \"maxUnavailable\" | \"maximumUnavailable\" | maximumUnavailable",
        "Secret | \"stringData\" | \"stringdata\" | stringdata",
        "ConfigMap | \"kind\":\"ConfigMap\" | \"kind\":\"ConfigMop\" | ConfigMop"
      })
  void shouldFindAMistake(String kind, String right, String wrong, String named) {
    String object = Manifests.of(kind).toString();
    assertThat(object).contains(right);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> KubernetesSchema.check(object.replace(right, wrong)))
        .withMessageContaining(named);
  }

  @Test
  void shouldAskForAmountsThatKubernetesReads() {
    List<JsonNode> amounts =
        Stream.of("requests", "limits")
            .map(which -> Manifests.container().at("/resources/" + which))
            .flatMap(which -> which.valueStream())
            .toList();

    assertThat(amounts).hasSize(3).allMatch(amount -> KubernetesSchema.isQuantity(amount.asText()));
    assertThat(KubernetesSchema.isQuantity("1 Gigabyte")).isFalse();
  }

  @Test
  void shouldFindEachOtherByTheirLabels() {
    JsonNode labels = Manifests.of("Deployment").at("/spec/template/metadata/labels");

    assertThat(labels).isNotEmpty();
    assertThat(Manifests.of("Deployment").at("/spec/selector/matchLabels")).isEqualTo(labels);
    assertThat(Manifests.of("Service").at("/spec/selector")).isEqualTo(labels);
    assertThat(Manifests.of("PodDisruptionBudget").at("/spec/selector/matchLabels"))
        .isEqualTo(labels);
    assertThat(Manifests.of("NetworkPolicy").at("/spec/podSelector/matchLabels")).isEqualTo(labels);
  }

  @Test
  void shouldTakeSettingsAndSecretsFromWhatIsThere() {
    JsonNode from = Manifests.container().path("envFrom");

    assertThat(from.at("/0/configMapRef/name"))
        .isEqualTo(Manifests.of("ConfigMap").at("/metadata/name"));
    assertThat(from.at("/1/secretRef/name")).isEqualTo(Manifests.of("Secret").at("/metadata/name"));
    assertThat(Manifests.pod().path("serviceAccountName"))
        .isEqualTo(Manifests.of("ServiceAccount").at("/metadata/name"));
  }

  @Test
  void shouldNameSettingsThatThereAre() throws IOException {
    WorkerSettings settings = WorkerSettings.ofImage();

    assertThat(Stream.of("ConfigMap", "Secret"))
        .flatMap(kind -> Manifests.of(kind).properties().stream().toList())
        .isNotEmpty();
    assertThat(variables()).hasSizeGreaterThan(15).allMatch(settings::knows);
    assertThat(settings.knows("WAGGLE_JOURNAL_ADDRESS")).isFalse();
    assertThat(settings.knows("CAMUNDA_CLIENT_GRPC_ADRESS")).isFalse();
  }

  private static List<String> variables() {
    return Stream.of(
            Manifests.of("ConfigMap").path("data"), Manifests.of("Secret").path("stringData"))
        .flatMap(data -> data.properties().stream())
        .map(Map.Entry::getKey)
        .toList();
  }

  @Test
  void shouldHoldNoSecret() {
    assertThat(Manifests.of("Secret").path("stringData").properties())
        .isNotEmpty()
        .allSatisfy(entry -> assertThat(entry.getValue().asText()).as(entry.getKey()).isEmpty());
    assertThat(Manifests.of("ConfigMap").path("data").properties())
        .map(Map.Entry::getKey)
        .noneMatch(name -> name.matches(".*(PASSWORD|SECRET|KEY|USERNAME|CLIENTID)"));
  }

  @Test
  void shouldRunAsNobodySpecialAndWriteToOneFolder() {
    JsonNode context = Manifests.container().path("securityContext");

    assertThat(Manifests.pod().at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
    assertThat(Manifests.pod().at("/securityContext/runAsUser").asInt()).isEqualTo(10001);
    assertThat(Manifests.pod().at("/securityContext/seccompProfile/type").asText())
        .isEqualTo("RuntimeDefault");
    assertThat(Manifests.pod().path("automountServiceAccountToken").asBoolean(true)).isFalse();
    assertThat(context.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
    assertThat(context.path("readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(context.at("/capabilities/drop").toString()).isEqualTo("[\"ALL\"]");
    assertThat(Manifests.container().path("volumeMounts"))
        .filteredOn(mount -> !mount.path("readOnly").asBoolean())
        .singleElement()
        .returns("/tmp", mount -> mount.path("mountPath").asText());
    assertThat(setting("CAMUNDA_CLIENT_AUTH_CREDENTIALSCACHEPATH")).startsWith("/tmp/");
  }

  @Test
  void shouldProbeWhereTheWorkerAnswers() throws IOException {
    Map<String, String> paths =
        Map.of(
            "startupProbe", "/actuator/health/liveness",
            "livenessProbe", "/actuator/health/liveness",
            "readinessProbe", "/actuator/health/readiness");

    paths.forEach(
        (probe, path) -> {
          JsonNode request = Manifests.container().at("/" + probe + "/httpGet");
          assertThat(request.path("path").asText()).as(probe).isEqualTo(path);
          assertThat(port(request.path("port").asText()))
              .isEqualTo(setting("MANAGEMENT_SERVER_PORT"));
        });
    assertThat(setting("MANAGEMENT_ENDPOINTS_WEB_EXPOSURE_INCLUDE")).contains("health");
    assertThat(port(Manifests.of("Service").at("/spec/ports/0/targetPort").asText()))
        .isEqualTo(WorkerSettings.worker().at("/server/port").asText());
    assertThat(Manifests.of("Service").at("/spec/ports")).hasSize(1);
  }

  private static String port(String name) {
    return Manifests.container()
        .path("ports")
        .valueStream()
        .filter(port -> port.path("name").asText().equals(name))
        .map(port -> port.path("containerPort").asText())
        .findFirst()
        .orElseThrow();
  }

  private static String setting(String name) {
    return Manifests.of("ConfigMap").at("/data/" + name).asText();
  }

  /** A worker that is killed in the middle of its goodbyes leaves calls in doubt. */
  @Test
  void shouldLetTheWorkerEndByItself() throws IOException {
    Duration grace = Duration.parse(WorkerSettings.ofImage().byDefault("waggle.worker.stop-grace"));
    Duration given =
        Duration.ofSeconds(Manifests.pod().path("terminationGracePeriodSeconds").asLong());

    assertThat(given).isGreaterThanOrEqualTo(grace.plusSeconds(10).plusSeconds(10));
    assertThat(Files.readString(ROOT.resolve("docs/durability.md")))
        .contains("the process is gone 10 s after that time is over");
  }

  @Test
  void shouldBeExplained() throws IOException {
    String guide = Files.readString(ROOT.resolve("docs/production.md"));

    assertThat(Manifests.all())
        .allMatch(one -> guide.contains(one.file().getFileName().toString()));
    assertThat(Manifests.of("Secret").path("stringData").properties())
        .allMatch(entry -> guide.contains(entry.getKey().replaceFirst("_0_.*", "")));
  }
}
