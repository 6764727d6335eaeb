package io.waggle.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model reads these, and the person who has its result. */
class JsonProblemTest {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  record Order(Currency currency, Kind kind, int cents) {
    enum Kind {
      SMALL
    }
  }

  private static JsonProcessingException thrownBy(String json, Class<?> type) {
    return catchThrowableOfType(JsonProcessingException.class, () -> MAPPER.readValue(json, type));
  }

  @Test
  void shouldSayWhereATextStopsBeingJson() {
    assertThat(JsonProblem.of(thrownBy("{\"a\": ten}", Map.class)))
        .startsWith("are not valid JSON at line 1 column 7: Unrecognized token 'ten'");
    assertThat(JsonProblem.of(thrownBy("{\"a\": [1", Map.class)))
        .isEqualTo(
            "are not valid JSON at line 1 column 9: Unexpected end-of-input: expected close marker for Array");
  }

  @Test
  void shouldSayWhichLimitATextGoesBeyond() {
    assertThat(JsonProblem.of(thrownBy("[%s]".formatted("1".repeat(2_000)), List.class)))
        .isEqualTo("are more than can be read: a number may have at most 1,000 digits");
    assertThat(JsonProblem.of(thrownBy("[".repeat(2_000), List.class)))
        .endsWith("objects and lists may be nested at most 1,000 deep");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"currency\": \"€€\"}",
        "{\"currency\": []}",
        "{\"kind\": \"HUGE\"}",
        "{\"cents\": 99999999999}",
        "{\"cents\": \"many\"}",
        "{\"cents\": {}}",
        "{} {}",
        "{",
        "[1",
        "{\"a\"",
        "nope"
      })
  void shouldNameNoClass(String json) {
    JsonProcessingException thrown = thrownBy(json, Order.class);

    for (String said : List.of(JsonProblem.of(thrown), JsonProblem.mismatch(thrown))) {
      assertThat(said)
          .doesNotContain("io.waggle", "java.", "fasterxml", "StreamRead", "Source")
          .isNotBlank();
    }
  }
}
