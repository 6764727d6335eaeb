package io.waggle.embedded.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.embedded.search.Column.Kind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {
  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static boolean holds(Kind kind, @Nullable Object value, String operators) {
    return Condition.of(new Column<>("property", kind, row -> row), json(operators)).test(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          a    | 'a'                          | true
          a    | 'b'                          | false
          a    | {'$eq':'a'}                  | true
          a    | {'$neq':'a'}                 | false
          a    | {'$in':['a','b']}            | true
          a    | {'$notIn':['a','b']}         | false
          a    | {'$exists':true}             | true
          a    | {'$exists':false}            | false
          abc  | {'$like':'a*'}               | true
          abc  | {'$like':'a?c'}              | true
          abc  | {'$like':'a?'}               | false
          abc  | {'$like':'b'}                | false
          a.c  | {'$like':'a.c'}              | true
          abc  | {'$like':'a.c'}              | false
          a*c  | {'$like':'a\\\\*c'}          | true
          abc  | {'$like':'a\\\\*c'}          | false
          abc  | {'$like':'a*','$neq':'abc'}  | false
          abc  | {}                           | true
          """)
  void shouldCompareTexts(String value, String operators, boolean expected) {
    assertThat(holds(Kind.TEXT, value, operators)).isEqualTo(expected);
  }

  @Test
  void shouldCompareNumbersAndTimes() {
    assertThat(holds(Kind.NUMBER, 5L, "{'$gt':4,'$lt':6}")).isTrue();
    assertThat(holds(Kind.NUMBER, 5L, "{'$gte':5,'$lte':5}")).isTrue();
    assertThat(holds(Kind.NUMBER, 5L, "{'$gt':5}")).isFalse();
    assertThat(holds(Kind.KEY, 5L, "'5'")).isTrue();
    Instant noon = Instant.parse("2026-11-28T12:00:00Z");
    assertThat(holds(Kind.TIME, noon, "{'$gt':'2026-11-28T12:59:00+01:00'}")).isTrue();
    assertThat(holds(Kind.TIME, noon, "'2026-11-28T13:00:00+01:00'")).isTrue();
  }

  @Test
  void shouldTellWhatIsAbsentFromWhatIsThere() {
    assertThat(holds(Kind.TEXT, null, "{'$exists':false}")).isTrue();
    assertThat(holds(Kind.TEXT, null, "'a'")).isFalse();
    assertThat(holds(Kind.TEXT, null, "{'$neq':'a'}")).isTrue();
    assertThat(holds(Kind.TEXT, null, "{'$like':'*'}")).isFalse();
    assertThat(holds(Kind.TIME, null, "{'$lt':'2026-11-28T12:00:00Z'}")).isFalse();
  }

  @Test
  void shouldMatchAnyOfSeveral() {
    assertThat(holds(Kind.TEXT, List.of("a", "b"), "'b'")).isTrue();
    assertThat(holds(Kind.TEXT, List.of("a", "b"), "{'$like':'c*'}")).isFalse();
    assertThat(holds(Kind.TEXT, List.of(), "{'$exists':false}")).isTrue();
    assertThat(holds(Kind.TEXT, List.of("a", "b"), "{'$neq':'b'}")).isFalse();
  }

  @Test
  void shouldSayWhatIsWrong() {
    assertThatThrownBy(() -> holds(Kind.KEY, 1L, "'one'"))
        .isInstanceOf(InvalidSearchException.class)
        .hasMessageContaining("'one'")
        .hasMessageContaining("'property'");
    assertThatThrownBy(() -> holds(Kind.TIME, Instant.EPOCH, "{'$gt':'noon'}"))
        .isInstanceOf(InvalidSearchException.class);
    assertThatThrownBy(() -> holds(Kind.TEXT, "a", "{'$regex':'a'}"))
        .isInstanceOf(InvalidSearchException.class)
        .hasMessageContaining("$regex");
  }
}
