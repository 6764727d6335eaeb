package io.waggle.journal;

import io.waggle.journal.MemoryTables.Fact;
import io.waggle.journal.MemoryTables.Owner;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds what agents remember. What a search costs is bounded: of a word that very many facts have,
 * the newest are looked at.
 */
public final class MemorySearch {
  static final String FACTS = "select id, fact, run, written_at from waggle_memory_fact ";

  /** Facts of each of two searches that are one. */
  private static final int FUSED = 100;

  /** Facts that are looked at for one word. */
  private static final int PER_WORD = 500;

  private final JdbcClient jdbc;
  private final MemoryTables memories;
  private final DatabasePatience patience;

  MemorySearch(JdbcClient jdbc, MemoryTables memories, DatabasePatience patience) {
    this.jdbc = jdbc;
    this.memories = memories;
    this.patience = patience;
  }

  /**
   * A word that is looked for.
   *
   * @param weight what a fact that has it is worth
   */
  public record Wanted(String word, double weight) {}

  /** A search by something else than words. */
  @FunctionalInterface
  public interface Ranking {
    /** There is none. */
    Ranking NONE = (memory, most) -> List.of();

    /**
     * @return ids of facts of the memory, the best first
     */
    List<Long> best(long memory, int most);
  }

  /** A memory, for those who list them. */
  public record Listed(String agent, String subject, int facts, @Nullable Instant lastWritten) {}

  /**
   * For a run, which is noted as one that knows the memory.
   *
   * @param words none: the newest facts
   * @param more another search for the same
   * @param run address of the run
   */
  public List<Fact> recall(
      Owner owner, Collection<Wanted> words, Ranking more, int most, String run) {
    return memories
        .read(owner, run)
        .map(memory -> patience.call(() -> facts(memory, words, more, most)))
        .orElse(List.of());
  }

  /**
   * For people: as {@link #recall}, by words, and nothing is noted. Empty if there is no such
   * memory.
   */
  public Optional<List<Fact>> look(Owner owner, Collection<Wanted> words, int most) {
    return patience.call(
        () -> memories.find(owner).map(memory -> facts(memory, words, Ranking.NONE, most)));
  }

  /**
   * @param agent whose memories; null: all agents'
   * @return memories by agent and subject
   */
  public List<Listed> list(@Nullable String agent, int most) {
    return patience.call(
        () ->
            jdbc.sql(
                    """
                    select agent, subject, facts,
                      (select max(written_at) from waggle_memory_fact fact where fact.memory = memory.id) as written
                    from waggle_memory memory where agent like ? order by agent, subject limit ?
                    """)
                .param(agent == null ? "%" : agent)
                .param(most)
                .query(
                    (row, number) ->
                        new Listed(
                            row.getString("agent"),
                            row.getString("subject"),
                            row.getInt("facts"),
                            Optional.ofNullable(row.getObject("written", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)
                                .orElse(null)))
                .list());
  }

  private List<Fact> facts(long memory, Collection<Wanted> words, Ranking more, int most) {
    if (words.isEmpty()) {
      return facts(
          jdbc.sql(FACTS + "where memory = ? order by id desc limit ?").param(memory).param(most));
    }
    List<Long> others = more.best(memory, FUSED);
    List<Long> best =
        others.isEmpty()
            ? best(memory, words, most)
            : FusedRanks.of(List.of(best(memory, words, FUSED), others), most);
    if (best.isEmpty()) {
      return List.of();
    }
    String some = String.join(", ", best.stream().map(id -> "?").toList());
    Map<Long, Fact> found =
        facts(jdbc.sql(FACTS + "where id in (" + some + ")").params(best)).stream()
            .collect(Collectors.toMap(Fact::id, fact -> fact));
    return best.stream().map(found::get).filter(Objects::nonNull).toList();
  }

  /** Rare words count for more than common ones, as in every search. */
  private List<Long> best(long memory, Collection<Wanted> words, int most) {
    Map<Long, Double> scores = new HashMap<>();
    int facts =
        jdbc.sql("select facts from waggle_memory where id = ?")
            .param(memory)
            .query(Integer.class)
            .optional()
            .orElse(0);
    for (Wanted wanted : words) {
      List<Long> having =
          jdbc.sql(
                  "select fact from waggle_memory_word where word = ? and memory = ? order by word, memory, fact desc limit ?")
              .param(wanted.word())
              .param(memory)
              .param(PER_WORD)
              .query(Long.class)
              .list();
      // of one that was cut off, it is not known how many have it: it counts for little
      double share = having.size() == PER_WORD ? Math.max(PER_WORD, facts / 2) : having.size();
      double worth = wanted.weight() * Math.log1p(facts / Math.max(1, share));
      having.forEach(fact -> scores.merge(fact, worth, Double::sum));
    }
    return FusedRanks.best(scores, most);
  }

  static List<Fact> facts(JdbcClient.StatementSpec statement) {
    return statement
        .query(
            (row, number) ->
                new Fact(
                    row.getLong("id"),
                    row.getString("fact"),
                    row.getString("run"),
                    row.getObject("written_at", OffsetDateTime.class).toInstant()))
        .list();
  }
}
