package io.waggle.journal;

import static io.waggle.journal.JournalCase.granted;
import static io.waggle.journal.JournalCase.job;
import static io.waggle.journal.JournalCase.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the journal knows of a run and its sub-agents, on every database. */
interface FamilyContract extends JournalCase {
  Families families();

  @Test
  default void shouldSumUpWhatARunAndItsSubAgentsUsedUp() {
    long top = KEYS.incrementAndGet();
    long sub = KEYS.incrementAndGet();
    used(top, top, JobType.ACCEPT, null, Usage.ZERO);
    used(top, top, JobType.PLAN, null, new Usage(1, 0, 100, 20));
    used(top, top, JobType.THINK, null, new Usage(1, 2, 3_000_000_000L, 5));
    used(top, sub, JobType.ACCEPT, top, Usage.ZERO);
    used(top, sub, JobType.THINK, null, new Usage(1, 1, 10, 2));
    used(
        KEYS.incrementAndGet(), KEYS.incrementAndGet(), JobType.THINK, null, new Usage(9, 9, 9, 9));
    granted(journal(), job(top, JobType.SYNTHESIZE), "anybody");

    assertThat(families().usage(top)).isEqualTo(new Usage(3, 3, 3_000_000_110L, 27));
    assertThat(families().usage(sub)).isEqualTo(new Usage(1, 1, 10, 2));
    assertThat(families().usage(KEYS.incrementAndGet())).isEqualTo(Usage.ZERO);
  }

  @Test
  default void shouldReadBackWhatAJobUsedUp() {
    long run = KEYS.incrementAndGet();
    JobRecord record = used(run, run, JobType.THINK, null, new Usage(1, 2, 3, 4));

    assertThat(other().journal().find(record.job().key())).contains(record);
  }

  @Test
  default void shouldKnowAHandOverUntilTheStepThatMadeItGoesOn() {
    long run = KEYS.incrementAndGet();
    long step = KEYS.incrementAndGet();
    JobRecord turn = recorded(outcome(in(step, run, JobType.THINK), null, "{}"));
    assertThat(families().openHandOver(turn.job().key())).isEmpty();

    JournaledJob handOver = in(step, run, JobType.HAND_OVER);
    Intent begun = granted(journal(), handOver, "anybody");
    assertThat(families().openHandOver(turn.job().key())).isEmpty();
    journal().record(outcome(handOver, turn.job().key(), "{}"), begun);
    assertThat(families().openHandOver(turn.job().key())).contains(handOver);
    assertThat(families().openHandOver(handOver.key())).isEmpty();

    granted(journal(), in(step, run, JobType.THINK), "anybody");
    assertThat(families().openHandOver(turn.job().key())).isEmpty();
  }

  @Test
  default void shouldFindTheRunThatAProcessInstanceIsPartOf() {
    long run = KEYS.incrementAndGet();
    long step = KEYS.incrementAndGet();
    JobRecord accepted = recorded(outcome(in(run, run, JobType.ACCEPT), null, "{}"));
    JournaledJob turn = in(step, run, JobType.THINK);
    granted(journal(), turn, "anybody");

    assertThat(families().anyJobIn(step)).contains(turn);
    assertThat(families().anyJobIn(KEYS.incrementAndGet())).isEmpty();
    assertThat(families().acceptedTask(run)).contains(accepted.job());
    assertThat(families().acceptedTask(step)).isEmpty();
  }

  @Test
  default void shouldKnowThatARunIsBeingUndoneWithTheOneAboveIt() {
    long top = KEYS.incrementAndGet();
    long sub = KEYS.incrementAndGet();
    long sibling = KEYS.incrementAndGet();
    used(top, top, JobType.ACCEPT, null, Usage.ZERO);
    used(top, sub, JobType.ACCEPT, top, Usage.ZERO);
    used(top, sibling, JobType.ACCEPT, top, Usage.ZERO);

    granted(journal(), in(KEYS.incrementAndGet(), sub, JobType.FIND_UNDO), "anybody");
    assertThat(families().isBeingUndone(sub)).isTrue();
    assertThat(families().isBeingUndone(top)).isFalse();
    assertThat(families().isBeingUndone(sibling)).isFalse();

    granted(journal(), in(KEYS.incrementAndGet(), top, JobType.FIND_UNDO), "anybody");
    assertThat(families().isBeingUndone(sibling)).isTrue();
  }

  private JobRecord used(long root, long run, JobType type, @Nullable Long parent, Usage usage) {
    JournaledJob job = new JournaledJob(KEYS.incrementAndGet(), run, run, root, "a", type);
    return recorded(new JobRecord(job, parent, "{}", List.of(), "", usage));
  }

  private static JournaledJob in(long processInstance, long run, JobType type) {
    return new JournaledJob(KEYS.incrementAndGet(), processInstance, run, run, "a", type);
  }
}
