package io.waggle.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.waggle.journal.RegistryFixture;
import org.junit.jupiter.api.Test;

class BrokerWatchTest {
  /** It was away between two requests for jobs only; the client has connected to it since. */
  @Test
  void shouldNoticeThatAnotherEngineTookThePlaceOfTheOneBeforeWithinAMoment() {
    try (FakeEngine engine = new FakeEngine();
        CamundaClient camunda = engine.client()) {
      ConnectedEngine connected = FakeEngine.connected(camunda, RegistryFixture.inMemory().marks());
      String before = connected.mark();
      try (BrokerWatch watch = new BrokerWatch(camunda, connected)) {
        engine.loseData();

        watch.supplyRetryDelay(0);

        await().untilAsserted(() -> assertThat(connected.lastMark()).isNotEqualTo(before));
      }
    }
  }

  /** The broker answers all the while, so that it does not count as away. */
  @Test
  void shouldKnowThatAStreamWillBeOpenedAgainAsSoonAsItBreaks() {
    try (FakeEngine engine = new FakeEngine();
        CamundaClient camunda = engine.client()) {
      ConnectedEngine connected = FakeEngine.connected(camunda, RegistryFixture.inMemory().marks());
      try (BrokerWatch watch = new BrokerWatch(camunda, connected)) {
        assertThat(watch.isReopening()).isFalse();

        watch.supplyRetryDelay(0);

        assertThat(watch.isReopening()).isTrue();
      }
    }
  }
}
