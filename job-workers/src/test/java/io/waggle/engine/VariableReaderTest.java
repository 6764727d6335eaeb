package io.waggle.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waggle.bpmn.Limits;
import io.waggle.bpmn.Outcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariableReaderTest {

  record Read(String task, @Nullable Limits limits, @Nullable Outcome outcome) {}

  @Test
  void shouldReadWhatIsThereAndTakeNullForWhatMayBeAbsent() {
    assertThat(VariableReader.read("{\"task\":\"Do\",\"other\":1}", Read.class))
        .isEqualTo(new Read("Do", null, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                          | 'task' is missing",
        "{\"task\":null}                             | 'task' is missing",
        "{\"task\":42}                               | 'task' does not fit",
        "{\"task\":true}                             | 'task' does not fit",
        "{\"task\":[\"a\"]}                          | 'task' does not fit",
        "{\"task\":\"a\",\"limits\":5}               | 'limits' does not fit",
        "{\"task\":\"a\",\"limits\":{\"maxTurns\":\"7\"}} | 'limits.maxTurns' does not fit",
        "{\"task\":\"a\",\"limits\":{\"maxTurns\":0}} | limits.maxTurns is 0; it can be 1 to 1000",
        "{\"task\":\"a\",\"outcome\":\"great\"}      | 'outcome' does not fit",
      })
  void shouldSayWhichVariableIsWrongAndWhatToDo(String variables, String sentence) {
    assertThatThrownBy(() -> VariableReader.read(variables, Read.class))
        .isInstanceOf(NeedsPersonException.class)
        .hasMessageContaining(sentence)
        .hasMessageContaining("resolve this incident")
        .hasMessageNotContaining("java.")
        .hasMessageNotContaining("lang.")
        .hasMessageNotContaining("oercion")
        .hasMessageNotContaining("..")
        .hasMessageNotContaining("io.waggle");
  }
}
