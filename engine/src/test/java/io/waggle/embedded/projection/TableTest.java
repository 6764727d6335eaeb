package io.waggle.embedded.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TableTest {
  private final Table<Variable> variables =
      new Table<>("variableKey", Variable::key)
          .index("processInstanceKey", Variable::processInstanceKey)
          .textIndex("name", Variable::name);

  TableTest() {
    variables.put(new Variable(1, "runId", "\"a\"", 10, 10));
    variables.put(new Variable(2, "task", "\"b\"", 10, 10));
    variables.put(new Variable(3, "runId", "\"b\"", 20, 20));
  }

  /** A run is looked for by its name, among all variables of all runs. */
  @Test
  void shouldLookAtVariablesOfThatNameAlone() {
    assertThat(candidates(Map.of("name", "runId"))).containsExactly(1L, 3L);
    assertThat(candidates(Map.of("name", "plan"))).isEmpty();
  }

  @Test
  void shouldTakeAKeyBeforeAName() {
    assertThat(candidates(Map.of("name", "runId", "processInstanceKey", "10")))
        .containsExactly(1L, 2L);
    assertThat(candidates(Map.of("name", "runId", "variableKey", "2"))).containsExactly(2L);
  }

  @Test
  void shouldLookAtEveryRowWhereNothingElseIsSaid() {
    assertThat(candidates(Map.of("value", "\"a\""))).containsExactly(1L, 2L, 3L);
  }

  private java.util.List<Long> candidates(Map<String, String> equalTo) {
    return variables.candidates(column -> Optional.ofNullable(equalTo.get(column))).stream()
        .map(Variable::key)
        .toList();
  }
}
