package io.waggle.journal;

import static io.waggle.journal.JournalCase.granted;
import static io.waggle.journal.JournalCase.job;
import static io.waggle.journal.JournalCase.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.bpmn.JobType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the journal knows of calls that can be undone, on every database. */
interface UndoContract extends JournalCase {
  @Test
  default void shouldListWhatCanBeUndoneOfARunAndItsSubAgentsTheLatestFirst() {
    long top = KEYS.incrementAndGet();
    long sub = KEYS.incrementAndGet();
    JobRecord first = recorded(call(top, top, 100));
    recorded(
        new JobRecord(
            new JournaledJob(KEYS.incrementAndGet(), sub, sub, top, "b", JobType.ACCEPT),
            top,
            "{}",
            List.of(),
            ""));
    JobRecord second = recorded(call(top, sub, 200));
    JobRecord third = recorded(call(top, top, 100));
    recorded(call(KEYS.incrementAndGet(), KEYS.incrementAndGet(), 300));
    JournaledJob undo = new JournaledJob(KEYS.incrementAndGet(), 5, top, top, "a", JobType.UNDO);
    Intent begun = granted(journal(), undo, "anybody");

    assertThat(journal().toUndo(top, 10)).containsExactly(third.job(), second.job(), first.job());
    assertThat(journal().toUndo(sub, 10)).containsExactly(second.job());
    assertThat(journal().toUndo(top, 2)).containsExactly(third.job(), second.job());

    journal().record(outcome(undo, third.job().key(), "{}"), begun);

    assertThat(journal().toUndo(top, 10)).containsExactly(second.job(), first.job());
  }

  @Test
  default void shouldKnowOfCallsThatAreUnderWayAndOfThoseThatWereInterrupted() {
    long run = KEYS.incrementAndGet();
    JournaledJob acting = undoable(run, run, 1);
    JournaledJob harmless = undoable(run, run, 1);
    JournaledJob failed = undoable(run, run, 1);
    WorkerProcess owner = worker();
    granted(journal(), acting, owner.id());
    journal().release(granted(journal(), harmless, owner.id()), false);
    recorded(outcome(failed.withoutUndo(), null, "{}"));

    assertThat(journal().underWay(run)).isEqualTo(1);
    assertThat(journal().toUndo(run, 10)).isEmpty();

    one().workers().bury(owner);

    assertThat(journal().underWay(run)).isZero();
    assertThat(journal().toUndo(run, 10)).containsExactly(acting);
    assertThat(other().journal().job(Long.toString(acting.key()))).isEqualTo(acting);
  }

  private static JobRecord call(long root, long run, long step) {
    return new JobRecord(undoable(root, run, step), null, "{}", List.of(), "done");
  }

  private static JournaledJob undoable(long root, long run, long step) {
    return new JournaledJob(
        KEYS.incrementAndGet(),
        step,
        run,
        root,
        "a",
        JobType.TOOL,
        new UndoableCall("book", "17", "c" + KEYS.incrementAndGet()),
        null);
  }

  @Test
  default void shouldUndoACallOnceThatAPersonLetRunAgain() {
    long run = KEYS.incrementAndGet();
    UndoableCall call = new UndoableCall("book", "18", "c1");
    JournaledJob doubtful =
        new JournaledJob(KEYS.incrementAndGet(), run, run, run, "a", JobType.TOOL, call, null);
    JournaledJob again =
        new JournaledJob(KEYS.incrementAndGet(), run, run, run, "a", JobType.TOOL, call, null);
    recorded(outcome(doubtful, null, "{}"));
    recorded(outcome(again, null, "{}"));

    assertThat(journal().toUndo(run, 10)).containsExactly(again);

    recorded(outcome(job(run, JobType.UNDO), again.key(), "{}"));

    assertThat(journal().toUndo(run, 10)).isEmpty();
  }
}
