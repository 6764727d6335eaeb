package io.waggle.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.agent.ResultType;
import io.waggle.result.GivenResult.Fitting;
import io.waggle.result.GivenResult.Wrong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultReadingTest {
  private static final ResultType REFUND =
      ResultType.ofSchema(
          """
          {"type": "object", "required": ["amount"], "additionalProperties": false,
           "properties": {"amount": {"type": "integer"}, "currency": {"type": "string", "default": "EUR"},
                          "note": {"type": "string"}}}
          """);

  private static final ResultType NUMBERS =
      ResultType.ofSchema("{\"type\":\"array\",\"items\":{\"type\":\"number\"}}");
  private static final ResultType WORD =
      ResultType.ofSchema("{\"type\":\"string\",\"enum\":[\"yes\",\"no\"]}");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"amount\": 5}",
        "{\"amount\": \"5\", \"note\": null}",
        "{\"amount\": 5,}",
        "```json\n{\"amount\": 5}\n```",
        "Here it is:\n\n```\n{\"amount\": 5}\n```\nAnything else?",
        "The [whole] result is {\"amount\": 5}.",
        "\"{\\\"amount\\\": 5}\"",
        "{\"result\": {\"amount\": 5}}"
      })
  void shouldReadAnObjectInWhateverWrapping(String text) {
    assertThat(ResultReading.of(REFUND, text))
        .isInstanceOfSatisfying(
            Fitting.class,
            fitting ->
                assertThat(fitting.value()).hasToString("{\"amount\":5,\"currency\":\"EUR\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1, 2.50]",
        "{\"result\": [1, 2.50]}",
        "{\"result\": \"[1, 2.50]\"}",
        "So: [1, 2.50]"
      })
  void shouldReadAListWithinItsObjectOrWithout(String text) {
    assertThat(ResultReading.of(NUMBERS, text))
        .isInstanceOfSatisfying(
            Fitting.class, fitting -> assertThat(fitting.value()).hasToString("[1,2.50]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "\"yes\"", "{\"result\": \"yes\"}"})
  void shouldReadAText(String text) {
    assertThat(ResultReading.of(WORD, text))
        .isInstanceOfSatisfying(
            Fitting.class, fitting -> assertThat(fitting.value().asText()).isEqualTo("yes"));
  }

  @Test
  void shouldSayWhatIsWrongAndWhere() {
    assertThat(problem(REFUND, "{\"amount\": \"much\"}")).contains("'amount' must be an integer");
    assertThat(problem(REFUND, "{}")).contains("'amount' is missing");
    assertThat(problem(REFUND, "I refunded it.")).contains("no JSON value");
    assertThat(problem(REFUND, "{\"amount\": 5")).contains("not valid JSON");
    assertThat(problem(WORD, "perhaps")).contains("must be one of yes, no");
  }

  @Test
  void shouldRefuseWhatAVariableCannotHold() {
    assertThat(problem(REFUND, "{\"amount\": 5, \"note\": \"%s\"}".formatted("a".repeat(30_000))))
        .contains("at most 30,000");
    assertThat(problem(REFUND, "{\"amount\": 99999999999999999999}")).contains("64 bits");
    assertThat(problem(NUMBERS, "[1e999999999]")).contains("digits");
    assertThat(problem(ResultType.ofSchema("{\"type\":[\"integer\",\"null\"]}"), "null"))
        .contains("must not be null");
  }

  private static String problem(ResultType type, String text) {
    return ((Wrong) ResultReading.of(type, text)).problem();
  }
}
