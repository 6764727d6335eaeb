package io.waggle.crashtest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JobBookTest {
  private final JobBook jobs = new JobBook();

  @Test
  void shouldAllowAJobThatWasCutOffToBeginAgain() {
    jobs.note(Moment.CLAIMED, "a.think", 1);
    jobs.note(Moment.CLAIMED, "a.think", 1);
    jobs.note(Moment.RECORDED, "a.think", 1);
    jobs.note(Moment.CLAIMED, "a.tool", 2);

    assertThat(jobs.begunAgain("a.think")).isEqualTo(1);
    assertThat(jobs.begunAgain("a.tool")).isZero();
    assertThat(jobs.claimedAfterRecorded()).isZero();
  }

  @Test
  void shouldNoticeAJobThatBeginsAgainAlthoughItIsRecorded() {
    jobs.note(Moment.CLAIMED, "a.think", 1);
    jobs.note(Moment.RECORDED, "a.think", 1);
    jobs.note(Moment.CLAIMED, "a.think", 1);

    assertThat(jobs.claimedAfterRecorded()).isEqualTo(1);
  }
}
