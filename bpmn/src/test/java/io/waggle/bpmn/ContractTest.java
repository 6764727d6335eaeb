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
    "RECORD_ANSWER, a.record-answer",
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
      {"run": "r1", "call": "p1/s1/t1/c1", "epoch": 2}          | p1/s1/t1/c1
      {"run": "r1", "call": "p1", "epoch": 1, "more": true}      | p1
      {"run": "r1", "call": "p1/s1/t1/c1"}                       |
      {"run": "r1", "call": "p1/s1/t1/c1", "epoch": "2"}         |
      {"run": "r1", "call": "p1/s1/t1/c1", "epoch": 1.5}         |
      {"run": "r1", "call": "p1/s1/t1/c1", "epoch": 30000000000} |
      {"run": 17, "call": "p1/s1/t1/c1", "epoch": 1}             |
      {"run": "r1", "call": null, "epoch": 1}                    |
      {"turn": "7"}                                              |
      "+49 30 1234567"                                           |
      null                                                       |
      [1]                                                        |
      """)
  void shouldTakeNothingElseForACaller(String caller, String call) throws Exception {
    assertThat(Caller.read(mapper.readTree(caller)).map(Caller::call))
        .isEqualTo(Optional.ofNullable(call));
  }

  @Test
  void shouldWriteOutcomesTheWayTheModelsDo() throws Exception {
    assertThat(mapper.writeValueAsString(Outcome.CANCELLED)).isEqualTo("\"cancelled\"");
  }
}
