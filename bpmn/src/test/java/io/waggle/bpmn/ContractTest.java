package io.waggle.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
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
      {"turn": "7"}                            | 7
      {"turn": "7", "more": true}              | 7
      {"turn": 7}                              |
      {"turn": "+7 (0)30 1234"}                |
      {"runKey": "7", "depth": 0}              |
      "+49 30 1234567"                         |
      null                                     |
      [1]                                      |
      """)
  void shouldTakeNothingElseForACaller(String caller, Long turn) throws Exception {
    assertThat(Caller.read(mapper.readTree(caller)).map(Caller::turn))
        .isEqualTo(Optional.ofNullable(turn));
  }

  @Test
  void shouldWriteOutcomesTheWayTheModelsDo() throws Exception {
    assertThat(mapper.writeValueAsString(Outcome.CANCELLED)).isEqualTo("\"cancelled\"");
  }
}
