package io.waggle.crashtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.crashtest.Row.Ending;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  private static final Baseline BASELINE =
      new Baseline("not disturbed", "completed", new Counts(7, 2, 0, 0));

  @Test
  void shouldSayInEachLineWhetherItCameOutAsExpected() {
    Row good = killed(new Counts(8, 2, 0, 0), Ending.EQUAL);
    Row paidTwice = killed(new Counts(8, 3, 0, 0), Ending.EQUAL);

    assertThat(Table.lines(List.of(BASELINE.row(), good, paidTwice)))
        .containsExactly(
            "killed  where                back after  recovered in  LLM calls  side effects  questions  user tasks  result",
            "-       not disturbed        -           -             7 / 7      2 / 2         0 / 0      0 / 0       equal   ok",
            "worker  during the LLM call  6.1 s       0.2 s         8 / 8      2 / 2         0 / 0      0 / 0       equal   ok",
            "worker  during the LLM call  6.1 s       0.2 s         8 / 8      3 / 2         0 / 0      0 / 0       equal   WRONG");
  }

  @Test
  void shouldNotTakeALostOrDifferentRunForAGoodOne() {
    assertThat(killed(new Counts(8, 2, 0, 0), Ending.LOST).asExpected()).isFalse();
    assertThat(killed(new Counts(8, 2, 0, 0), Ending.DIFFERENT).asExpected()).isFalse();
    assertThat(killed(new Counts(9, 2, 0, 0), Ending.EQUAL).asExpected()).isFalse();
    assertThat(killed(new Counts(8, 2, 1, 1), Ending.EQUAL).asExpected()).isFalse();
  }

  private static Row killed(Counts made, Ending ending) {
    KillPoint point = KillPoint.DURING_LLM_CALL;
    return new Row(
        point.title(),
        Victim.WORKER,
        point,
        Duration.ofMillis(6_100),
        Duration.ofMillis(200),
        made,
        BASELINE.disturbed(Victim.WORKER, point),
        ending);
  }
}
