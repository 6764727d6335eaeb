package io.waggle.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "2, 2", "3, 4", "6, 32", "7, 60", "100, 60"})
  void shouldDoubleUpToAMinuteAFifthMoreOrLess(int attempt, long seconds) {
    assertThat(Backoff.after(attempt, null))
        .isBetween(Duration.ofMillis(seconds * 800), Duration.ofMillis(seconds * 1200));
  }

  @ParameterizedTest
  @CsvSource({"1, 30, 30", "7, 1, 48"})
  void shouldObeyALongerWaitThatTheOtherSideAskedFor(int attempt, long asked, long atLeast) {
    assertThat(Backoff.after(attempt, Duration.ofSeconds(asked)))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(atLeast));
  }
}
