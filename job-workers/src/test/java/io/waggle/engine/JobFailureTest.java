package io.waggle.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a person reads of a failure that nobody foresaw. */
class JobFailureTest {
  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new NullPointerException("Cannot invoke \"String.length()\""), "its log says"),
        Arguments.of(new ClassCastException("class java.lang.String cannot be"), "its log says"),
        Arguments.of(new NumberFormatException("For input string: \"x\""), "its log says"),
        Arguments.of(new IllegalStateException(), "its log says"),
        Arguments.of(new StackOverflowError(), "its log says"),
        Arguments.of(
            new IllegalStateException("The journal holds an outcome that is not JSON."),
            ": The journal holds an outcome that is not JSON."),
        Arguments.of(new RuntimeException(new IOException("disk full")), "does not foresee"),
        Arguments.of(
            new UncheckedIOException("org.h2.jdbc.JdbcSQLException: disk full", new IOException()),
            ": disk full"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void shouldSayInPlainWordsWhatNobodyForesaw(Throwable thrown, String words) {
    JobFailure failure = JobFailure.of(thrown);

    assertThat(failure.message())
        .contains(words)
        .doesNotContain("Exception", "Error", "java.", "org.h2", "String");
    assertThat(failure.isForeseen()).isFalse();
  }

  @Test
  void shouldLookAgainWhenAHoldSaysSoHoweverManyAttemptsWereMade() {
    Duration soon = Duration.ofMillis(100);

    assertThat(JobFailure.of(new OnHoldException("Not yet.", soon)).pause(1)).isEqualTo(soon);
    assertThat(JobFailure.of(new OnHoldException("Not yet.", soon)).pause(7)).isEqualTo(soon);
    assertThat(JobFailure.of(new TryAgainException("Busy.", soon, null)).pause(7))
        .isGreaterThan(Duration.ofSeconds(40));
  }
}
