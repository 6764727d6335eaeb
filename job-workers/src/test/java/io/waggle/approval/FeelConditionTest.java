package io.waggle.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeelConditionTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cents > 10000                   | {"cents": 10001}                    | true
          cents > 10000                   | {"cents": 10000}                    | false
          =cents > 10000                  | {"cents": 5}                        | false
          not(starts with(path, "docs/")) | {"path": "src/A.java"}              | true
          not(starts with(path, "docs/")) | {"path": "docs/a.md"}               | false
          some x in to satisfies x = "*"  | {"to": ["a", "*"]}                  | true
          order.lines[1].count > 3        | {"order": {"lines": [{"count": 4}]}} | true
          order.lines[1].count > 3        | {"order": {"lines": [{"count": 3}]}} | false
          cents > 10000                   | {"cents": "many"}                   |
          cents > 10000                   | {}                                  |
          cents                           | {"cents": 3}                        |
          """)
  void shouldSayWhetherItHoldsWhereThatCanBeTold(
      String text, String arguments, @Nullable Boolean holds) throws Exception {
    assertThat(FeelCondition.of(text).holds(JSON.readTree(arguments)))
        .isEqualTo(Optional.ofNullable(holds));
  }

  @Test
  void shouldRefuseWhatIsNotFeel() {
    assertThatThrownBy(() -> FeelCondition.of("cents >"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The condition 'cents >' is not a FEEL expression: ");
    assertThatThrownBy(() -> FeelCondition.of(" "))
        .hasMessage("The condition ' ' is not a FEEL expression: it is empty.");
  }
}
