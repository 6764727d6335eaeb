package io.waggle.crashtest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselineTest {
  private static final Counts COST = new Counts(8, 3, 1, 1);
  private static final Baseline BASELINE = new Baseline("not disturbed", "completed", COST);

  @ParameterizedTest
  @CsvSource({
    "WORKER, DURING_LLM_CALL, 9, 1, 1",
    "ENGINE, DURING_LLM_CALL, 8, 1, 1",
    "BOTH, DURING_LLM_CALL, 9, 1, 1",
    "WORKER, AT_USER_TASK, 8, 1, 1",
    "ENGINE, AT_USER_TASK, 8, 1, 2",
    "BOTH, AT_USER_TASK, 8, 1, 2",
    "ENGINE, AT_QUESTION, 8, 1, 2",
    "ENGINE, AT_DOUBT, 8, 1, 2",
    "ENGINE, DECISION_NOT_DELIVERED, 8, 1, 1",
    "WORKER, IN_UNKNOWABLE_EFFECT, 8, 2, 2",
    "ENGINE, IN_UNKNOWABLE_EFFECT, 8, 1, 1",
    "BOTH, IN_UNKNOWABLE_EFFECT, 8, 2, 2"
  })
  void shouldAllowWhatIsLostWithTheVictimAndNoMore(
      Victim victim, KillPoint point, int llmCalls, int questions, int userTasks) {
    assertThat(BASELINE.disturbed(victim, point))
        .isEqualTo(new Counts(llmCalls, 3, questions, userTasks));
  }

  @Test
  void shouldNeverAllowASideEffectMore() {
    for (Victim victim : Victim.values()) {
      assertThat(KillPoint.values())
          .allMatch(point -> BASELINE.disturbed(victim, point).sideEffects() == 3);
    }
  }
}
