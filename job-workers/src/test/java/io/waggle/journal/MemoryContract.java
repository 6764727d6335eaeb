package io.waggle.journal;

import static io.waggle.journal.JournalCase.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.waggle.journal.MemoryErasure.Erased;
import io.waggle.journal.MemoryErasure.UnderWay;
import io.waggle.journal.MemorySearch.Listed;
import io.waggle.journal.MemorySearch.Ranking;
import io.waggle.journal.MemorySearch.Wanted;
import io.waggle.journal.MemoryTables.Fact;
import io.waggle.journal.MemoryTables.Full;
import io.waggle.journal.MemoryTables.Kept;
import io.waggle.journal.MemoryTables.NewFact;
import io.waggle.journal.MemoryTables.Owner;
import io.waggle.journal.MemoryTables.Writer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What the journal promises of what agents remember. */
interface MemoryContract extends JournalCase {
  private static MemoryTables memories(JournalFixture at, Clock clock) {
    return new MemoryTables(at.jdbc(), at.transactions(), new DatabasePatience(4), clock);
  }

  private MemoryTables memories() {
    return memories(one(), Clock.systemUTC());
  }

  private MemorySearch search() {
    return new MemorySearch(
        other().jdbc(), memories(other(), Clock.systemUTC()), new DatabasePatience(4));
  }

  private MemoryErasure erasure() {
    return new MemoryErasure(
        one().jdbc(), one().transactions(), new DatabasePatience(4), memories(), one().runs());
  }

  private static Owner owner(String subject) {
    return new Owner("clerk-" + UUID.randomUUID().toString().substring(0, 8), subject);
  }

  private static NewFact fact(String text) {
    return new NewFact(text, text, new LinkedHashSet<>(Arrays.asList(text.split(" ", -1))));
  }

  private static Writer by(String run) {
    return new Writer(run, UUID.randomUUID().toString());
  }

  private static List<Wanted> words(String... words) {
    return Arrays.stream(words).map(word -> new Wanted(word, 1)).toList();
  }

  private List<String> recalled(Owner owner, String... words) {
    return search().recall(owner, words(words), Ranking.NONE, 10, "reader").stream()
        .map(Fact::text)
        .toList();
  }

  @Test
  default void shouldFindWithinASubjectWhatWasWrittenAWeekBefore() {
    Instant then = Instant.parse("2026-11-01T09:00:00Z");
    Owner ada = owner("ada");
    Owner bob = new Owner(ada.agent(), "bob");
    MemoryTables lastWeek = memories(one(), Clock.fixed(then, ZoneOffset.UTC));
    MemoryTables now = memories(one(), Clock.fixed(then.plus(Duration.ofDays(7)), ZoneOffset.UTC));

    lastWeek.remember(ada, by("refund-1/p1/s1/t1/c1"), fact("ada wants letters"), 10);
    now.remember(bob, by("refund-2"), fact("bob wants mail"), 10);
    now.remember(ada, by("refund-3"), fact("ada moved"), 10);

    assertThat(search().recall(ada, words("letters"), Ranking.NONE, 10, "refund-4"))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.text()).isEqualTo("ada wants letters");
              assertThat(found.run()).isEqualTo("refund-1/p1/s1/t1/c1");
              assertThat(found.writtenAt()).isEqualTo(then);
            });
    assertThat(recalled(ada)).containsExactly("ada moved", "ada wants letters");
    assertThat(recalled(bob, "wants", "letters", "ada")).containsExactly("bob wants mail");
    assertThat(recalled(new Owner(ada.agent(), ""), "wants")).isEmpty();
    assertThat(recalled(new Owner("another", "ada"), "wants")).isEmpty();
    assertThat(search().list(ada.agent(), 10))
        .containsExactly(
            new Listed(ada.agent(), "ada", 2, then.plus(Duration.ofDays(7))),
            new Listed(ada.agent(), "bob", 1, then.plus(Duration.ofDays(7))));
  }

  @Test
  default void shouldPutRareWordsFirst() {
    Owner owner = owner("");
    for (int i = 0; i < 20; i++) {
      memories().remember(owner, by("r"), fact("common " + i), 100);
    }
    memories().remember(owner, by("r"), fact("rare words"), 100);
    memories().remember(owner, by("r"), fact("common last"), 100);

    assertThat(recalled(owner, "rare", "common")).startsWith("rare words", "common last");
  }

  @Test
  default void shouldWriteOnceForOneCallAndForTheSameWords() {
    Owner owner = owner("ada");
    Writer writer = by("refund-1");

    Kept first = kept(memories().remember(owner, writer, fact("likes tea"), 10));
    Kept again = kept(memories().remember(owner, writer, fact("likes tea"), 10));
    Kept same = kept(memories().remember(owner, by("refund-2"), fact("likes tea"), 10));

    assertThat(first.isNew()).isTrue();
    assertThat(List.of(again, same)).containsOnly(new Kept(first.fact(), false));
    assertThat(recalled(owner)).containsExactly("likes tea");
  }

  private static Kept kept(MemoryTables.Written written) {
    return assertThat(written).asInstanceOf(type(Kept.class)).actual();
  }

  @Test
  default void shouldTakeNoMoreThanTheLimitAlsoFromManyAtOnce() throws Exception {
    Owner owner = owner("ada");
    CountDownLatch begin = new CountDownLatch(1);
    List<Future<MemoryTables.Written>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 12; i++) {
        String text = "fact " + i;
        MemoryTables memories = memories(i % 2 == 0 ? one() : other(), Clock.systemUTC());
        all.add(
            threads.submit(
                () -> {
                  begin.await();
                  return memories.remember(owner, by("refund-1"), fact(text), 5);
                }));
      }
      begin.countDown();
    }

    int full = 0;
    for (Future<MemoryTables.Written> written : all) {
      full += written.get() instanceof Full ? 1 : 0;
    }
    assertThat(full).isEqualTo(7);
    assertThat(recalled(owner)).hasSize(5);
    Full refused =
        assertThat(memories().remember(owner, by("r"), fact("more"), 5))
            .asInstanceOf(type(Full.class))
            .actual();
    assertThat(refused.facts()).isEqualTo(5);
    assertThat(refused.oldest().text()).isEqualTo(recalled(owner).getLast());
    assertThat(memories().forget(owner, "r", refused.oldest().id())).isTrue();
    assertThat(kept(memories().remember(owner, by("r"), fact("more"), 5)).isNew()).isTrue();
  }

  @Test
  default void shouldForgetForGoodAndOnlyInItsOwnMemory() {
    Owner ada = owner("ada");
    Owner bob = new Owner(ada.agent(), "bob");
    Writer writer = by("refund-1");
    long fact = kept(memories().remember(ada, writer, fact("likes tea"), 10)).fact();
    memories().remember(bob, by("refund-2"), fact("likes rum"), 10);

    assertThat(memories().forget(bob, "refund-2", fact)).isFalse();
    memories().undo(bob, writer);
    assertThat(recalled(ada, "tea")).hasSize(1);
    assertThat(memories().forget(ada, "refund-3", fact)).isTrue();
    assertThat(memories().forget(ada, "refund-3", fact)).isFalse();

    assertThat(recalled(ada)).isEmpty();
    assertThat(recalled(ada, "tea")).isEmpty();
    assertThat(
            one()
                .jdbc()
                .sql("select count(*) from waggle_memory_word where fact = ?")
                .param(fact)
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  default void shouldUndoWhatACallWrote() {
    Owner ada = owner("ada");
    Writer writer = by("refund-1");
    memories().remember(ada, writer, fact("likes tea"), 10);

    memories().undo(ada, new Writer("refund-1", "another call"));
    assertThat(recalled(ada)).hasSize(1);
    memories().undo(ada, writer);
    memories().undo(ada, writer);

    assertThat(recalled(ada)).isEmpty();
    assertThat(search().list(ada.agent(), 1)).extracting(Listed::facts).containsExactly(0);
  }

  @Test
  default void shouldEraseAMemoryWithTheRecordsOfTheRunsThatKnowItAndNoOthers() {
    Owner ada = owner("ada");
    Owner bob = new Owner(ada.agent(), "bob");
    JournaledRun wrote = run();
    JournaledRun read = run();
    JournaledRun other = run();
    List.of(wrote, read, other)
        .forEach(run -> recorded(outcome(run.turn(1), null, "{\"said\":\"secret-tea\"}")));
    memories().remember(ada, by(wrote.id() + "/p1/s1/t1/c1"), fact("likes secret-tea"), 10);
    memories().remember(bob, by(other.id()), fact("likes rum"), 10);
    assertThat(search().recall(ada, words("secret-tea"), Ranking.NONE, 10, read.id())).hasSize(1);

    assertThat(erasure().erase(ada, run -> run.id().equals(read.id())))
        .isEqualTo(new UnderWay(List.of(read.id())));
    assertThat(recalled(ada)).as("nothing was erased").hasSize(1);
    one().jdbc().sql("delete from waggle_memory_run where run_id = 'reader'").update();
    assertThat(erasure().erase(ada, run -> false)).isEqualTo(new Erased(1, 2));

    assertThat(recalled(ada, "secret-tea")).isEmpty();
    assertThat(recalled(bob, "rum")).hasSize(1);
    assertThat(records("secret-tea", wrote, read)).isZero();
    assertThat(records("secret-tea", other)).isEqualTo(1);
    assertThat(count("waggle_memory_fact where fact like '%secret-tea%'")).isZero();
    assertThat(count("waggle_memory_word where word like '%secret-tea%'")).isZero();
    assertThat(erasure().erase(ada, run -> false)).isEqualTo(new MemoryErasure.None());
  }

  private int records(String words, JournaledRun... of) {
    int all = 0;
    for (JournaledRun run : of) {
      all +=
          count(
              "waggle_journal where run_id = '%s' and outcome like '%%%s%%'"
                  .formatted(run.id(), words));
    }
    return all;
  }

  private int count(String where) {
    return one().jdbc().sql("select count(*) from " + where).query(Integer.class).single();
  }

  @Test
  default void shouldForgetWhichRunsKnowAMemoryWhenTheirRecordsArePurged() {
    Owner ada = owner("ada");
    JournaledRun run = run();
    memories().remember(ada, by(run.id()), fact("likes tea"), 10);

    one().runs().purge(one().runs().find(run.id()).orElseThrow());

    assertThat(count("waggle_memory_run where run_id = '%s'".formatted(run.id()))).isZero();
    assertThat(erasure().erase(ada, live -> true)).isEqualTo(new Erased(1, 0));
  }
}
