package io.waggle.journal;

import static io.waggle.journal.JournalCase.granted;
import static io.waggle.journal.JournalCase.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.journal.DraftTable.Draft;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the journal promises of answers that are being written. */
interface DraftContract extends JournalCase {
  private DraftTable drafts() {
    return new DraftTable(one().jdbc());
  }

  private List<Draft> shown(JournaledRun run) {
    return new DraftTable(other().jdbc()).of(run.id());
  }

  @Test
  default void shouldShowTheLatestOfWhatIsWrittenUntilTheOutcomeIsThere() {
    JournaledRun run = run();
    WorkerProcess worker = worker();
    Intent intent = granted(journal(), run.turn(1), worker.id());
    assertThat(shown(run)).isEmpty();

    drafts().write(intent.at(), worker.id(), "Bees");
    drafts().write(intent.at(), worker.id(), "Bees hum\0");
    assertThat(shown(run)).containsExactly(new Draft(intent.at().path(), "Bees hum\uFFFD"));
    journal().record(outcome(run.turn(1)), intent);

    assertThat(shown(run)).isEmpty();
    drafts().write(intent.at(), worker.id(), "late");
    assertThat(shown(run)).isEmpty();
  }

  @Test
  default void shouldShowNothingOfAnAttemptThatIsOver() {
    JournaledRun run = run();
    WorkerProcess worker = worker();
    Intent given = granted(journal(), run.turn(1), worker.id());
    drafts().write(given.at(), worker.id(), "Bees");

    journal().release(given, false);
    assertThat(shown(run)).as("given back").isEmpty();
    Intent next = granted(journal(), run.turn(1), worker.id());
    assertThat(shown(run)).as("tried again").isEmpty();

    drafts().write(next.at(), worker.id(), "Ants");
    assertThat(shown(run)).extracting(Draft::text).containsExactly("Ants");
  }

  @Test
  default void shouldShowNothingOfAWorkerThatIsGoneAndTakeNothingOfItAnyMore() {
    JournaledRun run = run();
    WorkerProcess dying = worker();
    Intent lost = granted(journal(), run.turn(1), dying.id());
    drafts().write(lost.at(), dying.id(), "Bees");

    other().workers().bury(dying, JournaledRun.ENGINE);
    assertThat(shown(run)).isEmpty();
    drafts().write(lost.at(), dying.id(), "Bees hum");
    WorkerProcess heir = worker();
    Intent next = granted(other().journal(), run.turn(1), heir.id());
    drafts().write(lost.at(), dying.id(), "Bees hum in");
    assertThat(shown(run)).isEmpty();

    drafts().write(next.at(), heir.id(), "Ants");
    assertThat(shown(run)).extracting(Draft::text).containsExactly("Ants");
  }
}
