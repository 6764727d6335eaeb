package io.waggle.crashtest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JobBookTest {
  private static final String TURN = "refund-1/p1/s1/t1";
  private static final String CALL = "refund-1/p1/s1/t1/c1/run1";

  private final JobBook jobs = new JobBook();

  @Test
  void shouldAllowAJobThatWasCutOffToBeginAgain() {
    jobs.note(Moment.CLAIMED, "a.think", TURN, 7, 1);
    jobs.died(1);
    jobs.note(Moment.CLAIMED, "a.think", TURN, 7, 2);
    jobs.note(Moment.RECORDED, "a.think", TURN, 7, 2);
    jobs.note(Moment.CLAIMED, "a.tool", CALL, 7, 2);

    assertThat(jobs.begunAgain("a.think")).isEqualTo(1);
    assertThat(jobs.begunAgain("a.tool")).isZero();
    assertThat(jobs.claimedAfterRecorded()).isZero();
    assertThat(jobs.takenFromLiving()).isZero();
  }

  @Test
  void shouldNoticeAJobThatBeginsAgainAlthoughItIsRecorded() {
    jobs.note(Moment.CLAIMED, "a.think", TURN, 7, 1);
    jobs.note(Moment.RECORDED, "a.think", TURN, 7, 1);
    jobs.note(Moment.CLAIMED, "a.think", TURN, 7, 1);

    assertThat(jobs.claimedAfterRecorded()).isEqualTo(1);
  }

  @Test
  void shouldNoticeAJobThatWasTakenFromALivingWorker() {
    jobs.note(Moment.CLAIMED, "a.think", TURN, 7, 1);
    jobs.note(Moment.CLAIMED, "a.think", TURN, 7, 2);

    assertThat(jobs.takenFromLiving()).isEqualTo(1);
  }

  @Test
  void shouldTellWhetherACallIsAJobOfTheEngines() {
    jobs.note(Moment.CLAIMED, "a.think", TURN, 7, 1);
    jobs.note(Moment.CLAIMED, "a.tool", CALL, 7, 1);
    assertThat(jobs.outsideThink("a")).isZero();

    jobs.note(Moment.CLAIMED, "a.tool", CALL, 8, 1);
    jobs.note(Moment.CLAIMED, "b.think", TURN, 8, 1);
    assertThat(jobs.outsideThink("a")).isEqualTo(1);
  }
}
