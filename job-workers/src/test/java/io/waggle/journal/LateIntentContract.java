package io.waggle.journal;

import static io.waggle.journal.JournalCase.outcome;
import static io.waggle.journal.JournaledRun.ENGINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waggle.journal.WorkerRegistry.Orphan;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the journal promises of jobs that take longer than their intents may wait. */
interface LateIntentContract extends JournalCase {
  /** As a process has it that writes intents soon. */
  private Journal hasty() {
    return JournalFixture.again(one().source(), Duration.ofMillis(10)).journal();
  }

  private void awaitIntent(JournaledJob job) {
    await().until(() -> isSeen(job.at()));
  }

  private boolean isSeen(JobAddress at) {
    return other().journal().known(at).isPresent();
  }

  @Test
  default void shouldShowOthersAJobThatTakesAWhileAndLeaveItToItsWorker() {
    JournaledJob job = run().turn(1);
    WorkerProcess owner = worker();
    Journal hasty = hasty();
    Intent intent = UnwrittenIntentContract.begun(hasty, job, owner.id());

    awaitIntent(job);

    assertThat(other().journal().begin(job, 3, worker().id()))
        .isEqualTo(new Claim.Held(owner.id()));
    assertThat(hasty.holds(intent)).isTrue();
    assertThat(hasty.record(outcome(job), intent)).isTrue();
  }

  /** They are written together; where one is another's, the others are written all the same. */
  @Test
  default void shouldShowOthersAllThatTakeAWhile() {
    JournaledRun run = run();
    Journal hasty = hasty();
    List<Intent> begun =
        IntStream.range(0, 20)
            .mapToObj(call -> UnwrittenIntentContract.begun(hasty, run.tool(call), "slow"))
            .toList();
    Claim seventh = other().journal().claim(run.tool(7), 3, "another");

    begun.stream().map(Intent::at).forEach(at -> await().until(() -> isSeen(at)));

    assertThat(begun).filteredOn(hasty::holds).hasSize(seventh instanceof Claim.Granted ? 19 : 20);
  }

  @Test
  default void shouldHandOnAJobThatTookAWhileWhenItsWorkerDies() {
    JournaledJob job = run().turn(1);
    WorkerProcess dead = worker();
    Journal hasty = hasty();
    Intent stale = UnwrittenIntentContract.begun(hasty, job, dead.id());
    awaitIntent(job);

    assertThat(other().workers().bury(dead, ENGINE)).containsExactly(new Orphan(job.key(), 3));

    assertThat(UnwrittenIntentContract.begun(other().journal(), job, worker().id()).inDoubt())
        .isTrue();
    assertThat(hasty.record(outcome(job), stale)).isFalse();
  }

  @Test
  default void shouldRecordNothingOfARunThatWasRecreatedMeanwhile() {
    JournaledRun run = run();
    Journal hasty = hasty();
    Intent written = UnwrittenIntentContract.begun(hasty, run.turn(1), worker().id());
    JournaledJob quick = run.tool(1);
    Intent unwritten = UnwrittenIntentContract.begun(journal(), quick, worker().id());
    awaitIntent(run.turn(1));
    JournaledRun anew = run.adopted(other());

    assertThat(hasty.record(outcome(run.turn(1)), written)).isFalse();
    assertThat(journal().record(outcome(quick), unwritten)).isFalse();
    assertThat(journal().begin(run.tool(2), 3, worker().id())).isEqualTo(new Claim.Superseded());
    Intent next = UnwrittenIntentContract.begun(journal(), anew.tool(1), worker().id());
    assertThat(journal().record(outcome(anew.tool(1)), next)).isTrue();
  }

  @Test
  default void shouldWriteEveryIntentBeforeWhereNoneMayWait() {
    JournaledJob job = run().turn(1);
    Journal eager = JournalFixture.again(one().source(), Duration.ZERO).journal();

    Intent intent = UnwrittenIntentContract.begun(eager, job, worker().id());

    assertThat(other().journal().known(job.at())).contains(job);
    assertThat(eager.record(outcome(job), intent)).isTrue();
  }
}
