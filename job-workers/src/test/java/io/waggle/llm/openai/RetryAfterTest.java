package io.waggle.llm.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.core.http.Headers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      textBlock =
          """
          Retry-After    | 20                            | PT20S
          Retry-After    | 0                             | PT0S
          Retry-After    | -5                            | PT0S
          Retry-After    | 1e300                         | PT24H
          Retry-After    | Sat, 21 Nov 2026 12:01:30 GMT | PT1M30S
          Retry-After    | Sat, 21 Nov 2026 11:00:00 GMT | PT0S
          Retry-After    | 120, 60                       | PT2M
          Retry-After    | soon                          | none
          Retry-After    | NaN                           | none
          retry-after-ms | 250                           | PT0.25S
          retry-after-ms | 1.2                           | PT0.002S
          X-Other        | 5                             | none
          """)
  void shouldReadEveryForm(String name, String value, Duration wait) {
    Headers headers = Headers.builder().put(name, value).build();

    assertThat(RetryAfter.of(headers, NOON)).isEqualTo(wait);
  }

  @Test
  void shouldPreferTheFinerHeader() {
    Headers headers = Headers.builder().put("Retry-After", "1").put("retry-after-ms", "40").build();

    assertThat(RetryAfter.of(headers, NOON)).isEqualTo(Duration.ofMillis(40));
  }
}
