package io.waggle.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.waggle.bpmn.Limits;
import io.waggle.engine.NeedsPersonException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartCheckTest {
  private static @Nullable JsonNode json(@Nullable String text) {
    try {
      return text == null ? null : new ObjectMapper().readTree(text);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
                   |                        | The variable 'task' is missing. Add it
          null     |                        | The variable 'task' is null, it must be a text that says what the agent is to do; a FEEL expression that puts
          4711     |                        | 'task' does not fit: it is a number (4711), it must be a text
          ["a"]    |                        | 'task' does not fit: it is a list (["a"]), it must be a text
          " \\n "  |                        | 'task' is empty
          "x"      | "none"                 | 'limits' is "none", it must be an object with some of maxSteps
          "x"      | {"maxTurn": 3}         | 'limits' has a member 'maxTurn' (did you mean 'maxTurns'?)
          "x"      | {"maxTurns": "many"}   | 'limits.maxTurns' does not fit: it is a text ("many"), it must be a whole number
          "x"      | {"maxTurns": 2.5}      | 'limits.maxTurns' does not fit: it is a number (2.5), it must be a whole number
          "x"      | {"maxSteps": 51}       | limits.maxSteps is 51; it can be 1 to 50
          "x"      | {"maxDepth": 99999999999} | 'limits.maxDepth' does not fit
          "x"      | {"maxToolCalls": 0}    | limits.maxToolCalls is 0; it can be 1 to 100000
          "x"      | {"maxTokens": 0}       | limits.maxTokens is 0; it can be 1 to 1000000000000
          "x"      | {"maxTokens": 1.5}     | 'limits.maxTokens' does not fit: it is a number (1.5), it must be a whole number
          "x"      | {"maxCost": 0}         | limits.maxCost is 0; it can be more than 0, up to 1000000, with at most 6 decimals
          "x"      | {"maxCost": 0.0000001} | limits.maxCost is 0.0000001; it can be more than 0
          "x"      | {"maxCost": "1 EUR"}   | 'limits.maxCost' does not fit: it is a text ("1 EUR"), it must be a number
          "x"      | {"maxDuration": 60}    | 'limits.maxDuration' does not fit: it is a number (60), it must be a duration, for example PT2H
          "x"      | {"maxDuration": "P1M"} | limits.maxDuration is 'P1M'; it can be PT1S to P365D, in days, hours, minutes and seconds, for example PT2H
          "x"      | {"maxDuration": "PT0S"} | limits.maxDuration is 'PT0S'
          "x"      | {"maxSubAgents": -1}   | limits.maxSubAgents is -1; it can be 0 to 10000
          """)
  void shouldSayWhatIsWrongAndWhatItIs(
      @Nullable String task, @Nullable String limits, String sentence) {
    assertThatThrownBy(() -> StartCheck.check(json(task), null, json(limits), null))
        .isInstanceOf(NeedsPersonException.class)
        .hasMessageContaining(sentence)
        .hasMessageContaining("resolve this incident");
  }

  @Test
  void shouldNameAllThatIsWrongAtOnce() {
    assertThatThrownBy(
            () ->
                StartCheck.check(
                    json("null"),
                    JsonNodeFactory.instance.textNode("y".repeat(1_000_000)),
                    json("{\"maxSteps\": 0, \"maxTurns\": \"a\", \"depth\": 1}"),
                    json("true")))
        .hasMessageContainingAll(
            "Several variables do not fit: 'task' is null",
            "'input' has 1,000,002 characters",
            "limits.maxSteps is 0; it can be 1 to 50",
            "'limits.maxTurns' does not fit",
            "'limits' has a member 'depth'",
            "'failureAs' does not fit: it is true, it must be \"value\" or \"error\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"ERROR\"", "\"\"", "7", "{}", "[\"error\"]"})
  void shouldTakeNoOtherWayToReportThatThereIsNoResult(String failureAs) {
    assertThatThrownBy(() -> StartCheck.checkFailureAs(json(failureAs)))
        .isInstanceOf(NeedsPersonException.class)
        .hasMessageContaining("it must be \"value\" or \"error\"");
  }

  @Test
  void shouldTakeEitherWayToReportThatThereIsNoResultOrNone() {
    assertThatCode(
            () -> {
              StartCheck.checkFailureAs(null);
              StartCheck.checkFailureAs(json("null"));
              StartCheck.checkFailureAs(json("\"value\""));
              StartCheck.checkFailureAs(json("\"error\""));
            })
        .doesNotThrowAnyException();
  }

  @Test
  void shouldTakeWhatFits() {
    assertThat(StartCheck.check(json("\"Do\""), json("null"), json("{\"maxTurns\": null}"), null))
        .isEqualTo(new StartCheck.Sound("Do", "", Limits.NONE));
    assertThat(
            StartCheck.check(
                    json("\"Do\""),
                    null,
                    json(
                        "{\"maxToolCalls\": 3, \"maxTokens\": 5000000000, \"maxCost\": 0.25, \"maxDuration\": \"PT1H\", \"maxSubAgents\": 0, \"maxTurns\": 4.0}"),
                    null)
                .limits())
        .isEqualTo(
            new Limits(null, 4, null, null, 3, 5_000_000_000L, new BigDecimal("0.25"), "PT1H", 0));
  }
}
