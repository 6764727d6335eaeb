package io.waggle.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractTest {
  private final ObjectMapper mapper = new ObjectMapper();

  @ParameterizedTest
  @CsvSource({
    "ACCEPT, a.accept",
    "HAND_OVER, a.hand-over",
    "FIND_DECISIONS, a.find-decisions",
    "FIND_UNDO, a.find-undo",
    "UNDO, a.undo"
  })
  void shouldWriteJobTypesTheWayTheModelsDo(JobType type, String written) {
    assertThat(type.of("a")).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      {"runKey": "7", "depth": 0, "maxDepth": 4}                  | 7
      {"runKey": "7", "depth": 0, "maxDepth": 4, "rootKey": null} | 7
      {"runKey": "7", "depth": 1, "maxDepth": 4, "rootKey": "5"}  | 5
      """)
  void shouldTakeTheCallerForTheRootWhereItNamesNone(String caller, String root) throws Exception {
    assertThat(mapper.readValue(caller, Caller.class).root()).isEqualTo(root);
  }

  @Test
  void shouldWriteOutcomesTheWayTheModelsDo() throws Exception {
    assertThat(mapper.writeValueAsString(Outcome.CANCELLED)).isEqualTo("\"cancelled\"");
  }
}
