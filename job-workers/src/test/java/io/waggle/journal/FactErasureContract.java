package io.waggle.journal;

import static io.waggle.journal.JournalCase.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.journal.MemoryErasure.Erased;
import io.waggle.journal.MemoryErasure.None;
import io.waggle.journal.MemoryErasure.UnderWay;
import io.waggle.journal.MemorySearch.Ranking;
import io.waggle.journal.MemoryTables.Fact;
import io.waggle.journal.MemoryTables.Kept;
import io.waggle.journal.MemoryTables.NewFact;
import io.waggle.journal.MemoryTables.Owner;
import io.waggle.journal.MemoryTables.Writer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What goes with one fact that is erased, and what stays. */
interface FactErasureContract extends JournalCase {
  private MemoryTables memories() {
    return new MemoryTables(
        one().jdbc(), one().transactions(), new DatabasePatience(4), Clock.systemUTC());
  }

  private MemoryErasure erasure() {
    return new MemoryErasure(
        one().jdbc(), one().transactions(), new DatabasePatience(4), memories(), one().runs());
  }

  private List<Fact> recalled(Owner owner, String run) {
    return new MemorySearch(one().jdbc(), memories(), new DatabasePatience(4))
        .recall(owner, List.of(), Ranking.NONE, 10, run);
  }

  private long remember(Owner owner, String run, String text) {
    Writer writer = new Writer(run, UUID.randomUUID().toString());
    return memories().remember(owner, writer, new NewFact(text, text, Set.of(text)), 10)
            instanceof Kept kept
        ? kept.fact()
        : -1;
  }

  private void end(JournaledRun run, Duration ago) {
    int unused =
        one()
            .jdbc()
            .sql("update waggle_run set ended_at = ? where id = ?")
            .param(ClaimTable.timestamp(Clock.systemUTC().instant().minus(ago)))
            .param(run.id())
            .update();
  }

  private int records(JournaledRun run) {
    return one()
        .jdbc()
        .sql("select count(*) from waggle_journal where run_id = ?")
        .param(run.id())
        .query(Integer.class)
        .single();
  }

  @Test
  default void shouldEraseOneFactWithTheRecordsOfTheRunsThatMayHaveReadIt() {
    Owner ada = new Owner("clerk-" + UUID.randomUUID().toString().substring(0, 8), "ada");
    JournaledRun before = run();
    JournaledRun wrote = run();
    JournaledRun read = run();
    List.of(before, wrote, read).forEach(run -> recorded(outcome(run.turn(1), null, "{}")));
    long kept = remember(ada, before.id(), "kept");
    end(before, Duration.ofHours(1));
    long erased = remember(ada, wrote.id(), "erased");
    assertThat(recalled(ada, read.id())).hasSize(2);

    assertThat(erasure().erase(ada, erased, run -> run.id().equals(read.id())))
        .isEqualTo(new UnderWay(List.of(read.id())));
    assertThat(erasure().erase(ada, erased + 1_000, run -> false)).isEqualTo(new None());
    assertThat(erasure().erase(new Owner("another", "ada"), erased, run -> false))
        .isEqualTo(new None());
    assertThat(records(read)).isPositive();
    assertThat(erasure().erase(ada, erased, run -> false)).isEqualTo(new Erased(1, 2));

    assertThat(recalled(ada, before.id())).extracting(Fact::id).containsExactly(kept);
    assertThat(List.of(records(wrote), records(read))).containsOnly(0);
    assertThat(records(before)).isPositive();
    assertThat(erasure().erase(ada, erased, run -> false)).isEqualTo(new None());
    assertThat(remember(ada, "later", "erased")).as("it can be written again").isPositive();
    assertThat(erasure().erase(ada, run -> false)).isEqualTo(new Erased(2, 1));
  }
}
