package io.waggle.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.bpmn.Observation;
import io.waggle.llm.ToolRequest;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each call of a turn has one answer, whatever people made of the variables. */
class SeenObservationsTest {
  private static final List<ToolRequest> ASKED =
      List.of(new ToolRequest("c1", "pay", "{}"), new ToolRequest("c2", "note", "{}"));

  private static List<Observation> answers(String collected) throws Exception {
    JsonNode json = new ObjectMapper().readTree(collected);
    return SeenObservations.of(json).answersTo(ASKED);
  }

  private static String told(Observation answer) {
    return answer.content() == null ? String.valueOf(answer.preview()) : answer.content().asText();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          null                                                             | ERROR: a person skipped | ERROR: a person skipped
          "nonsense"                                                       | ERROR: a person skipped | ERROR: a person skipped
          []                                                               | ERROR: a person skipped | ERROR: a person skipped
          [null, {"id": "c2", "ok": true, "preview": "noted"}]             | ERROR: a person skipped | noted
          [{"id": "c2", "ok": true, "preview": "noted"}]                   | ERROR: a person skipped | noted
          [{"id": "old", "ok": true, "preview": "of another turn"}]        | ERROR: a person skipped | ERROR: a person skipped
          [{"ok": true, "content": "paid by hand"}, "noted by hand"]       | paid by hand            | noted by hand
          [{"id": "c1", "ok": false, "content": null}, {"id": 7}]          | ERROR: a person skipped | ERROR: a person skipped
          [{"id": "c1", "ok": "yes", "preview": "p", "usage": "much"}, 42] | p                       | 42
          [{"id": "c1", "preview": "first"}, {"id": "c1", "preview": "2"}] | first                   | ERROR: a person skipped
          """)
  void shouldAnswerEachCallOnceByItsId(String collected, String first, String second)
      throws Exception {
    List<Observation> answers = answers(collected);

    assertThat(answers).extracting(Observation::id).containsExactly("c1", "c2");
    assertThat(told(answers.getFirst())).startsWith(first);
    assertThat(told(answers.getLast())).startsWith(second);
  }
}
