package io.waggle.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.journal.MemorySearch.Ranking;
import io.waggle.journal.MemorySearch.Wanted;
import io.waggle.journal.MemoryTables.Fact;
import io.waggle.journal.MemoryTables.Kept;
import io.waggle.journal.MemoryTables.NewFact;
import io.waggle.journal.MemoryTables.Owner;
import io.waggle.journal.MemoryTables.Writer;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the journal promises of the vectors of facts. */
interface MemoryVectorContract extends JournalCase {
  String MODEL = "acme:embed";

  private MemoryTables memories() {
    return new MemoryTables(
        one().jdbc(), one().transactions(), new DatabasePatience(4), Clock.systemUTC());
  }

  private MemoryVectors vectors() {
    return new MemoryVectors(one().jdbc(), new DatabasePatience(4));
  }

  private static Owner owner() {
    return new Owner("clerk-" + UUID.randomUUID().toString().substring(0, 8), "ada");
  }

  private long remember(Owner owner, String text) {
    MemoryTables.Written written =
        memories()
            .remember(
                owner,
                new Writer("r", UUID.randomUUID().toString()),
                new NewFact(text, text, new LinkedHashSet<>(Arrays.asList(text.split(" ", -1)))),
                100);
    return written instanceof Kept kept ? kept.fact() : -1;
  }

  private List<String> recalled(Owner owner, String word, Ranking ranking) {
    return new MemorySearch(other().jdbc(), memories(), new DatabasePatience(4))
        .recall(owner, List.of(new Wanted(word, 1)), ranking, 10, "reader").stream()
            .map(Fact::text)
            .toList();
  }

  @Test
  default void shouldFindByNearnessAndByWordsTogether() {
    Owner owner = owner();
    Owner another = owner();
    vectors().keep(remember(another, "foreign"), MODEL, new float[] {1, 0, 0});
    vectors().keep(remember(owner, "far"), MODEL, new float[] {-1, 0, 0});
    vectors().keep(remember(owner, "near"), MODEL, new float[] {0.9f, 0.1f, 0});
    vectors().keep(remember(owner, "half near"), MODEL, new float[] {0.5f, 0.5f, 0});
    vectors().keep(remember(owner, "zero"), MODEL, new float[] {0, 0, 0});
    vectors().keep(remember(owner, "shorter"), MODEL, new float[] {1, 0});
    vectors().keep(remember(owner, "of another model"), "acme:other", new float[] {1, 0, 0});
    remember(owner, "without a vector");
    Ranking ranking = vectors().near(MODEL, new float[] {20, 1, 0});

    assertThat(recalled(owner, "vegan", ranking)).containsExactly("near", "half near");
    assertThat(recalled(owner, "half", ranking)).containsExactly("half near", "near");
    assertThat(recalled(owner, "vector", ranking))
        .containsExactly("without a vector", "near", "half near");
    assertThat(recalled(owner, "far", vectors().near(MODEL, new float[] {0, 0, 0})))
        .containsExactly("far");
  }

  @Test
  default void shouldKnowWhichFactsHaveNoVectorOfAModel() {
    Owner owner = owner();
    long first = remember(owner, "first");
    long second = remember(owner, "second");
    long third = remember(owner, "third");
    vectors().keep(second, MODEL, new float[] {1});
    vectors().keep(second, MODEL, new float[] {2});
    vectors().keep(first, "acme:other", new float[] {1});

    assertThat(vectors().missing(owner, MODEL, 10))
        .extracting(Fact::id)
        .containsExactly(third, first);
    assertThat(vectors().missing(owner, MODEL, 1)).extracting(Fact::text).containsExactly("third");
    assertThat(vectors().missing(owner(), MODEL, 10)).isEmpty();
  }

  @Test
  default void shouldLoseVectorsWithTheirFacts() {
    Owner owner = owner();
    long forgotten = remember(owner, "forgotten");
    long erased = remember(owner, "erased");
    vectors().keep(forgotten, MODEL, new float[] {1});
    vectors().keep(erased, MODEL, new float[] {1});

    assertThat(memories().forget(owner, "r", forgotten)).isTrue();
    vectors().keep(forgotten, MODEL, new float[] {1});
    assertThat(rows(forgotten)).isZero();
    assertThat(rows(erased)).isEqualTo(1);

    new MemoryErasure(
            one().jdbc(), one().transactions(), new DatabasePatience(4), memories(), one().runs())
        .erase(owner, run -> false);
    assertThat(rows(erased)).isZero();
  }

  private int rows(long fact) {
    return one()
        .jdbc()
        .sql("select count(*) from waggle_memory_vector where fact = ?")
        .param(fact)
        .query(Integer.class)
        .single();
  }
}
