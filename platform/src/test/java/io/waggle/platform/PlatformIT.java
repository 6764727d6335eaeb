package io.waggle.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.waggle.platform.ComponentStatus.State;
import io.waggle.platform.Ports.Port;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real thing, started once; each test leaves it running. */
@TestInstance(Lifecycle.PER_CLASS)
class PlatformIT {
  private static final Duration IMPORT_LAG = Duration.ofSeconds(60);

  private PlatformSettings settings = PlatformSettings.defaults();

  @BeforeAll
  void startOnFreePortsInAFolderWithASpace(@TempDir Path folder) {
    settings = PlatformSettings.ephemeral(folder.resolve("a platform"));
    report("Cold start", platform().up(System.out::println));
  }

  @AfterAll
  void stop() {
    platform().down(System.out::println);
  }

  @Test
  void shouldBeReadyWhenUpReturns() {
    try (var camunda = new CamundaHttp(platform().addresses())) {
      assertThat(platform().status().ready()).isTrue();
      assertThat(camunda.topology().path("partitionsCount").asInt()).isEqualTo(1);
      assertThat(camunda.definitionsInOperate("nothing-of-this-name")).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-01-01T10:00:00.001Z", "2026-01-01T10:00:00Z"})
  void shouldTakeUpTasksOfAllTimes(String creationTime) {
    try (var camunda = new CamundaHttp(platform().addresses())) {
      assertThatCode(() -> camunda.writeTask(settings.ports().openSearch(), creationTime))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void shouldSayThatItRunsAlready() {
    var other = settings.withPortOffset(settings.portOffset() + 1);

    var second = Platform.of(other).up(PlatformListener.SILENT);

    assertThat(second).isEqualTo(new UpOutcome.AlreadyRunning(Addresses.of(settings.ports())));
  }

  @Test
  void shouldNameThePortThatAnotherPlatformHas() {
    var other = settings.withHome(settings.home().resolveSibling("another"));

    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() -> Platform.of(other).up(PlatformListener.SILENT))
        .withMessageStartingWith(
            "Port %d (OpenSearch) is taken by ".formatted(settings.ports().openSearch()));
  }

  @Test
  void shouldListenOnLoopbackOnly() throws IOException {
    assertThat(Loopback.reachableFromTheNetwork(ports())).isEmpty();
    assertThat(ports()).allMatch(port -> Loopback.accepts(InetAddress.getLoopbackAddress(), port));
  }

  @Test
  void shouldBringAKilledBrokerBackWithItsData() throws IOException {
    try (var camunda = new CamundaHttp(platform().addresses())) {
      camunda.deploy("kept.bpmn");
      platform().kill(Component.BROKER);

      var dead = platform().status().of(Component.BROKER);
      assertThat(dead.state()).isEqualTo(State.DEAD);
      assertThat(dead.sentence()).contains("died", platform().log(Component.BROKER).toString());
      assertThat(platform().status().of(Component.WEB_APPS).state()).isEqualTo(State.READY);

      platform().restart(Component.BROKER, System.out::println);
      assertThat(platform().status().ready()).isTrue();
      assertThatCode(() -> camunda.startInstance("kept")).doesNotThrowAnyException();
    }
  }

  @Test
  void shouldKeepItsDataThroughDownAndUpOnOtherPorts() throws IOException {
    try (var camunda = new CamundaHttp(platform().addresses())) {
      camunda.deploy("kept.bpmn");
      await().atMost(IMPORT_LAG).until(() -> camunda.definitionsInOperate("kept") > 0);
      camunda.archiveTasks(settings.ports().openSearch());
    }
    var processes = processes();

    platform().down(System.out::println);

    assertThat(processes).hasSize(4).noneMatch(RecordedProcess::alive);
    assertThat(ports()).allMatch(PortCheck::isFree);
    assertThat(platform().status().stopped()).isTrue();
    assertThat(platform().down(PlatformListener.SILENT)).isEmpty();

    settings = settings.withPortOffset(Ports.freeOffset().orElseThrow());
    report("Warm start", platform().up(System.out::println));
    try (var camunda = new CamundaHttp(platform().addresses())) {
      assertThat(camunda.definitionsInOperate("kept")).isPositive();
      assertThatCode(() -> camunda.startInstance("kept")).doesNotThrowAnyException();
    }
  }

  private List<Port> ports() {
    return settings.ports().of(platform().components());
  }

  private List<RecordedProcess> processes() {
    var roster = new Roster(new Layout(settings.home()).roster());
    var found = new ArrayList<RecordedProcess>();
    platform()
        .components()
        .forEach(component -> found.add(roster.process(component).orElseThrow()));
    found.add(roster.process(Roster.OWNER_WATCH).orElseThrow());
    return found;
  }

  /** A new one each time, as in another JVM: everything that it knows comes from the home. */
  private Platform platform() {
    return Platform.of(settings);
  }

  private static void report(String what, UpOutcome outcome) {
    assertThat(outcome).isInstanceOf(UpOutcome.Started.class);
    if (outcome instanceof UpOutcome.Started started) {
      System.out.printf("%s: %d s%n", what, started.took().toSeconds());
    }
  }
}
