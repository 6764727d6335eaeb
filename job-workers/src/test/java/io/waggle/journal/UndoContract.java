package io.waggle.journal;

import static io.waggle.journal.JournalCase.granted;
import static io.waggle.journal.JournalCase.outcome;
import static io.waggle.journal.JournaledRun.ENGINE;
import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.bpmn.JobType;
import org.junit.jupiter.api.Test;

/** What the journal knows of calls that can be undone, on every database. */
interface UndoContract extends JournalCase {
  /** Of the sub-agent that the first call of a run's first turn asks. */
  String SUB = "p1/s1/t1/c1/";

  @Test
  default void shouldListWhatCanBeUndoneOfARunAndItsSubAgentsTheLatestFirst() {
    JournaledRun run = run();
    JournaledJob first = recorded(outcome(call(run, "", 2))).job();
    recorded(outcome(run.job(SUB, Paths.accept(SUB), JobType.ACCEPT)));
    JournaledJob second = recorded(outcome(call(run, SUB, 1))).job();
    recorded(outcome(run.tool(4)));
    JournaledJob third = recorded(outcome(call(run, "", 3))).job();
    recorded(outcome(call(run(), "", 1)));
    JournaledJob undo = undo(run, third);
    Intent begun = granted(journal(), undo, "anybody");

    assertThat(one().undoable().toUndo(run.id(), "", 10)).containsExactly(third, second, first);
    assertThat(one().undoable().toUndo(run.id(), SUB, 10)).containsExactly(second);
    assertThat(one().undoable().toUndo(run.id(), "", 2)).containsExactly(third, second);

    journal().record(outcome(undo), begun);

    assertThat(one().undoable().toUndo(run.id(), "", 10)).containsExactly(second, first);
    assertThat(one().undoable().toUndo(run.id(), "", 1)).containsExactly(second);
    assertThat(one().families().undone(run.id(), "")).isEqualTo(1);
    assertThat(one().families().undone(run.id(), SUB)).isZero();
  }

  @Test
  default void shouldKnowOfCallsThatAreUnderWayAndOfThoseThatWereInterrupted() {
    JournaledRun run = run();
    JournaledJob acting = call(run, "", 1);
    JournaledJob harmless = call(run, "", 2);
    JournaledJob failed = call(run, "", 3);
    WorkerProcess owner = worker();
    granted(journal(), acting, owner.id());
    journal().release(granted(journal(), harmless, owner.id()), false);
    recorded(outcome(failed.withoutUndo()));

    assertThat(one().undoable().underWay(run.id(), "")).isEqualTo(1);
    assertThat(one().undoable().toUndo(run.id(), "", 10)).isEmpty();

    one().workers().bury(owner, ENGINE);

    assertThat(one().undoable().underWay(run.id(), "")).isZero();
    assertThat(one().undoable().toUndo(run.id(), "", 10)).containsExactly(acting);
    assertThat(other().journal().job(acting.at())).isEqualTo(acting);
    assertThat(other().journal().known(run.at("p9"))).isEmpty();
  }

  @Test
  default void shouldUndoACallOnceThatAPersonLetRunAgain() {
    JournaledRun run = run();
    recorded(outcome(call(run, "", 1)));
    JournaledJob again =
        recorded(outcome(run.job("", Paths.toolRun("p1/s1/t1/c1", 2), JobType.TOOL, "book"))).job();

    assertThat(one().undoable().toUndo(run.id(), "", 10)).containsExactly(again);

    recorded(outcome(undo(run, again)));

    assertThat(one().undoable().toUndo(run.id(), "", 10)).isEmpty();
  }

  @Test
  default void shouldListWhatWasInterruptedWithTheProcessInstanceThatTheRunWas() {
    JournaledRun run = run();
    JournaledJob acting = call(run, "", 1);
    granted(journal(), acting, worker().id());

    run.adopted(other());

    assertThat(one().undoable().underWay(run.id(), "")).isZero();
    assertThat(one().undoable().toUndo(run.id(), "", 10)).containsExactly(acting);
  }

  private static JournaledJob call(JournaledRun run, String scope, int number) {
    return run.job(
        scope, Paths.toolRun(scope + Paths.call("p1/s1/t1", number), 1), JobType.TOOL, "book");
  }

  private static JournaledJob undo(JournaledRun run, JournaledJob call) {
    return run.job(call.scope(), Paths.undo(Paths.callOf(call.at().path())), JobType.UNDO, null);
  }
}
