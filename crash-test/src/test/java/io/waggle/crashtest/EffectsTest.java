package io.waggle.crashtest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EffectsTest {
  private final Effects effects = new Effects();

  @Test
  void shouldCountAPaymentThatIsRepeatedTwice() {
    effects.act("pay", "order-1", "order-1, ticket 1", "k");
    effects.act("pay", "order-1", "order-1, ticket 1", "k");

    assertThat(effects.count("order-1")).isEqualTo(2);
    assertThat(effects.distinct("order-1")).isEqualTo(1);
  }

  @Test
  void shouldTellHowItCameThatAPaymentIsRepeated() {
    effects.act("pay", "order-1", "order-1, ticket 1", "k");
    effects.act("reserve", "order-1", "order-1", "k");
    effects.act("reserve", "order-1", "order-1", "k");
    assertThat(effects.repeated()).isEmpty();

    effects.find("pay", "another key");
    effects.act("pay", "order-1", "order-1, ticket 1", "another key");

    assertThat(effects.repeated())
        .singleElement()
        .asString()
        .startsWith("pay done for order-1, ticket 1 (")
        .containsPattern("pay k: \\S+ asked for")
        .containsPattern("another key: \\S+ looked up and not found, \\S+ asked for");
  }

  @Test
  void shouldCountAnIdempotentEffectOncePerKey() {
    effects.act("reserve", "order-1", "order-1", "k");
    effects.act("reserve", "order-1", "order-1", "k");
    assertThat(effects.count("order-1")).isEqualTo(1);

    effects.act("reserve", "order-1", "order-1", "another key");
    assertThat(effects.count("order-1")).as("the key was not kept").isEqualTo(2);
  }

  @Test
  void shouldNotCountWhatIsOnlyRead() {
    effects.act("price", "order-1", "order-1", "k");

    assertThat(effects.count("order-1")).isZero();
  }

  @Test
  void shouldTellWhatCameOfACall() {
    String receipt = effects.act("pay", "order-1", "order-1", "k");

    assertThat(effects.find("pay", "k")).contains(receipt);
    assertThat(effects.find("pay", "never seen")).isEmpty();
  }
}
