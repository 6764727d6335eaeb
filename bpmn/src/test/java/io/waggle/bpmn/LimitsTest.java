package io.waggle.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsTest {

  @Test
  void shouldHoldASubAgentToTheTighterOfTwoLimits() {
    Limits caller =
        Limits.NONE.withTokens(1_000).withCost(BigDecimal.ONE).withDuration(Duration.ofHours(1));
    Limits own =
        new Limits(3, null, null, null)
            .withTokens(5_000)
            .withCost(new BigDecimal("0.5"))
            .withDuration(Duration.ofHours(2))
            .withToolCalls(7);

    assertThat(own.within(caller))
        .isEqualTo(
            new Limits(3, null, null, null)
                .withTokens(1_000)
                .withCost(new BigDecimal("0.5"))
                .withDuration(Duration.ofHours(1))
                .withToolCalls(7));
    assertThat(Limits.NONE.within(caller)).isEqualTo(caller);
  }

  @Test
  void shouldTellWhatIsSharedFromWhatIsNot() {
    assertThat(Limits.DEFAULT.shared())
        .isEqualTo(Limits.NONE.withToolCalls(2_000).withTokens(20_000_000L).withSubAgents(100));
    assertThat(new Limits(1, 2, 3, 4).shared()).isEqualTo(Limits.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          -         | EUR | cost unknown
          0         | -   | ''
          0         | EUR | 0.0000 EUR
          0.00001   | EUR | less than 0.0001 EUR
          1.23456   | EUR | 1.2346 EUR
          """)
  void shouldSayWhatSomethingCost(
      @Nullable BigDecimal cost, @Nullable String currency, String words) {
    assertThat(CostText.of(cost, currency)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "TOKENS, 20000000, '20,000,000 tokens'",
    "COST, 0.50, a cost of 0.5",
    "DURATION, 0.5, 0.5 minutes",
    "TOOL_CALLS, 100, 100 tool calls"
  })
  void shouldSayHowFarALimitGoes(LimitName limit, BigDecimal value, String words) {
    assertThat(limit.of(value)).isEqualTo(words);
  }
}
