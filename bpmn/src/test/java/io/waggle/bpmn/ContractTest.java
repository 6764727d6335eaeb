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
      {"run": "r-1", "call": "p1/s1/t1/c1", "epoch": 2}            | p1/s1/t1/c1
      {"run": "r-1", "call": "p1/s1/t1/c1", "epoch": 2, "more": 1} | p1/s1/t1/c1
      {"run": "r-1", "call": "p1/s1/t1/c1"}                        |
      {"run": "r-1", "call": "p1/s1/t1/c1", "epoch": "2"}          |
      {"run": "r-1", "call": "p1/s1/t1/c1", "epoch": 2.5}          |
      {"run": "r-1", "call": 7, "epoch": 2}                        |
      {"run": 7, "call": "p1/s1/t1/c1", "epoch": 2}                |
      {"turn": "7"}                                                |
      "+49 30 1234567"                                             |
      null                                                         |
      [1]                                                          |
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
