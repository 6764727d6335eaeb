package io.waggle.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waggle.bpmn.Limits;
import io.waggle.bpmn.Outcome;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.StepResult;
import io.waggle.bpmn.Turn;
import java.util.List;
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
        "{\"task\":null}                             | 'task' is null, it must be a text",
        "{\"task\":42}                               | 'task' does not fit: it is a number (42), it must be a text",
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

  record Whole(Run run, Turn turn, List<StepResult> results) {}

  private static final String RUN =
      """
      "run": {"id": "r", "path": "", "epoch": 1, "address": "r", "key": "1", "rootKey": "1", "depth": 0, "limits": {}, "extendLimits": false, "undo": false}
      """;

  private static final String TURN =
      """
      "turn": {"number": 1, "next": "act", "toolCalls": [], "preview": "p", "faults": 0,
        "usage": {"llmCalls": 1, "toolCalls": 0, "inputTokens": 7, "outputTokens": 7}, "ref": "3"}
      """;

  @Test
  void shouldTakeAListThatEarlierVersionsDidNotWriteForAnEmptyOne() {
    Whole read = VariableReader.read("{%s, %s, \"results\": []}".formatted(RUN, TURN), Whole.class);

    assertThat(read.turn().heard()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "key": "1"    | "key": null       | 'run.key' is null, it must be a text
          "limits": {}  | "limits": []      | 'run.limits' does not fit: it is a list ([]), it must be an object
          "depth": 0    | "depth": "deep"   | 'run.depth' does not fit: it is a text ("deep"), it must be a whole number
          "next": "act" | "next": "dance"   | 'turn.next' does not fit: it is a text ("dance"), it must be one of act, again, end
          "toolCalls": [] | "toolCalls": [null] | 'turn.toolCalls[0]' is null, it must be an object
          "results": [] | "results": [null] | 'results[0]' is null, it must be an object
          "results": [] | "results": null   | 'results' is null, it must be a list
          "undo": false | "undo": "yes"     | 'run.undo' does not fit: it is a text ("yes"), it must be true or false
          "llmCalls": 1 | "llmCalls": null  | 'turn.usage.llmCalls' is null, it must be a whole number
          """)
  void shouldFindWhatDoesNotFitHoweverDeepItIs(String there, String edited, String sentence) {
    String variables = "{%s, %s, \"results\": []}".formatted(RUN, TURN).replace(there, edited);

    assertThatThrownBy(() -> VariableReader.read(variables, Whole.class))
        .isInstanceOf(NeedsPersonException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void shouldNameAllThatDoesNotFitInOneSentence() {
    assertThatThrownBy(() -> VariableReader.read("{\"run\": 7, \"turn\": null}", Whole.class))
        .hasMessageContainingAll(
            "Several variables do not fit: 'run' does not fit: it is a number (7)",
            "'turn' is null, it must be an object",
            "'results' is missing");
  }
}
