package io.waggle.crashtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.crashtest.Row.Ending;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void shouldSayInEachLineWhetherItCameOutAsExpected() {
    Row left = new Row("not disturbed", null, null, null, 7, 7, 2, 2, Ending.EQUAL);
    Row good = killed(8, 2, Ending.EQUAL);
    Row paidTwice = killed(8, 3, Ending.EQUAL);

    assertThat(Table.lines(List.of(left, good, paidTwice)))
        .containsExactly(
            "killed               back after  recovered in  LLM calls  side effects  result",
            "not disturbed        -           -             7 / 7      2 / 2         equal   ok",
            "during the LLM call  6.1 s       0.2 s         8 / 8      2 / 2         equal   ok",
            "during the LLM call  6.1 s       0.2 s         8 / 8      3 / 2         equal   WRONG");
  }

  @Test
  void shouldNotTakeALostOrDifferentRunForAGoodOne() {
    assertThat(killed(8, 2, Ending.LOST).asExpected()).isFalse();
    assertThat(killed(8, 2, Ending.DIFFERENT).asExpected()).isFalse();
    assertThat(killed(9, 2, Ending.EQUAL).asExpected()).isFalse();
  }

  private static Row killed(int llmCalls, int sideEffects, Ending ending) {
    return new Row(
        KillPoint.DURING_LLM_CALL.title(),
        KillPoint.DURING_LLM_CALL,
        Duration.ofMillis(6_100),
        Duration.ofMillis(200),
        llmCalls,
        8,
        sideEffects,
        2,
        ending);
  }
}
