package io.waggle.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.waggle.platform.Component.Kind;
import io.waggle.platform.ComponentStatus.State;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Three real brokers, started once; each test leaves them running. */
@TestInstance(Lifecycle.PER_CLASS)
class PlatformClusterIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Platform platform = Platform.of(PlatformSettings.defaults());
  private PlatformSettings settings = PlatformSettings.defaults();

  @BeforeAll
  void start(@TempDir Path folder) {
    settings = PlatformSettings.ephemeral(folder.resolve("a cluster")).withBrokers(3);
    platform = Platform.of(settings);
    if (platform.up(System.out::println) instanceof UpOutcome.Started started) {
      System.out.printf("Start of three brokers: %d s%n", started.took().toSeconds());
    }
  }

  @AfterAll
  void stop() {
    platform.down(System.out::println);
  }

  @Test
  void shouldHaveEveryPartitionOnEveryBrokerWhenUpReturns() {
    try (var camunda = new CamundaHttp(platform.addresses())) {
      var brokers = camunda.topology().path("brokers");

      assertThat(brokers).hasSize(3);
      for (var broker : brokers) {
        assertThat(broker.path("partitions")).hasSize(3);
        assertThat(StreamSupport.stream(broker.path("partitions").spliterator(), false))
            .allMatch(partition -> partition.path("health").asText().equals("healthy"));
      }
      assertThat(platform.leaders()).containsOnlyKeys(1, 2, 3);
    }
  }

  @Test
  void shouldListenOnLoopbackOnly() throws IOException {
    assertThat(Loopback.reachableFromTheNetwork(settings.ports().of(platform.components())))
        .isEmpty();
  }

  @Test
  void shouldServeOnWhenABrokerDiesAndTakeItBack() throws IOException {
    try (var camunda = new CamundaHttp(platform.addresses())) {
      camunda.deploy("kept.bpmn");
      var victim = platform.leaders().get(1);
      var killed = Instant.now();

      platform.kill(victim);

      await()
          .atMost(PATIENCE)
          .until(() -> platform.leaders().size() == 3 && !platform.leaders().containsValue(victim));
      System.out.printf(
          "Every partition had a living leader again after %d ms%n",
          Duration.between(killed, Instant.now()).toMillis());
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(camunda.startInstance("kept").path("processInstanceKey").asLong())
                      .isPositive());
      await().atMost(PATIENCE).untilAsserted(() -> assertOnlyDead(victim));

      var restarted = Instant.now();
      platform.restart(victim, System.out::println);
      System.out.printf(
          "%s was back after %d s%n",
          victim.name(), Duration.between(restarted, Instant.now()).toSeconds());
      await().atMost(PATIENCE).until(() -> platform.status().ready());
    }
  }

  private void assertOnlyDead(Component victim) {
    var status = platform.status();
    assertThat(status.of(victim).state()).isEqualTo(State.DEAD);
    assertThat(status.of(victim).sentence()).contains(platform.log(victim).toString());
    assertThat(status.components())
        .filteredOn(one -> !one.component().equals(victim))
        .extracting(ComponentStatus::state)
        .containsOnly(State.READY);
  }

  @Test
  void shouldNotBeTakenForAPlatformOfOneBroker() {
    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() -> Platform.of(settings.withBrokers(1)).up(PlatformListener.SILENT))
        .withMessageContaining("belongs to 3 brokers, but the platform was to start with 1 broker");

    var sameHome = PlatformSettings.defaults().withHome(settings.home());
    assertThat(Platform.of(sameHome).components())
        .as("who does not say how many sees all of them")
        .filteredOn(component -> component.kind() == Kind.BROKER)
        .hasSize(3);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                Platform.of(sameHome).up(PlatformListener.SILENT)
                    instanceof UpOutcome.AlreadyRunning);
  }
}
