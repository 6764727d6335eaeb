package io.waggle.journal;

import io.waggle.journal.MemoryTables.Owner;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Erases memories, and single facts, for good, together with all records of the runs that read or
 * wrote them, which may have copies in any text: tool calls, observations, answers, results.
 */
public final class MemoryErasure {
  /** By so much may the clocks of two machines differ. */
  private static final Duration CLOCKS = Duration.ofMinutes(10);

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final DatabasePatience patience;
  private final MemoryTables memories;
  private final RunRegistry runs;

  MemoryErasure(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      DatabasePatience patience,
      MemoryTables memories,
      RunRegistry runs) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.patience = patience;
    this.memories = memories;
    this.runs = runs;
  }

  /** How erasing ended. */
  public sealed interface Outcome {}

  /** Nothing of it is left. */
  public record Erased(int facts, int runs) implements Outcome {}

  /** These runs know it and go on; nothing was erased. */
  public record UnderWay(List<String> runs) implements Outcome {}

  /** There is no such memory, or no such fact in it. */
  public record None() implements Outcome {}

  /** A memory, or one fact of it, with the time since when a run may have read it. */
  private record Target(long memory, @Nullable Long fact, Instant since) {}

  /**
   * Erases a whole memory.
   *
   * @param goesOn whether a run that has not recorded its end goes on; others count as over
   */
  public Outcome erase(Owner owner, Predicate<NamedRun> goesOn) {
    return erase(
        patience.call(() -> memories.find(owner)).map(id -> new Target(id, null, Instant.EPOCH)),
        goesOn);
  }

  /**
   * Erases one fact of a memory, and the records of the runs that know the memory and had not ended
   * when the fact was written.
   *
   * @param goesOn as of {@link #erase(Owner, Predicate)}
   */
  public Outcome erase(Owner owner, long fact, Predicate<NamedRun> goesOn) {
    return erase(patience.call(() -> memories.find(owner).flatMap(id -> of(id, fact))), goesOn);
  }

  private Optional<Target> of(long memory, long fact) {
    return jdbc.sql("select written_at from waggle_memory_fact where memory = ? and id = ?")
        .param(memory)
        .param(fact)
        .query(OffsetDateTime.class)
        .optional()
        .map(written -> new Target(memory, fact, written.toInstant().minus(CLOCKS)));
  }

  private Outcome erase(Optional<Target> target, Predicate<NamedRun> goesOn) {
    if (target.isEmpty()) {
      return new None();
    }
    List<NamedRun> known =
        patience.call(() -> runsThatKnow(target.get())).stream()
            .flatMap(run -> runs.find(run).stream())
            .toList();
    List<String> underWay =
        known.stream().filter(run -> !run.ended() && goesOn.test(run)).map(NamedRun::id).toList();
    return underWay.isEmpty()
        ? patience.call(
            () -> Objects.requireNonNull(transaction.execute(status -> erase(target.get(), known))))
        : new UnderWay(underWay);
  }

  /** A run that began to use it meanwhile is in the outcome, so that the next try finds it. */
  private Outcome erase(Target target, Collection<NamedRun> known) {
    Optional<Integer> facts =
        jdbc.sql("select facts from waggle_memory where id = ? for update")
            .param(target.memory())
            .query(Integer.class)
            .optional();
    if (facts.isEmpty()) {
      return new None();
    }
    List<String> names = known.stream().map(NamedRun::id).toList();
    List<String> live =
        runsThatKnow(target).stream()
            .filter(run -> !names.contains(run))
            .filter(this::isKnown)
            .toList();
    if (!live.isEmpty()) {
      return new UnderWay(live);
    }
    names.forEach(this::eraseRecords);
    return new Erased(delete(target, facts.get()), names.size());
  }

  private void eraseRecords(String run) {
    int unused = jdbc.sql("delete from waggle_journal where run_id = ?").param(run).update();
    unused =
        jdbc.sql("update waggle_run set task = '', changes = null where id = ?")
            .param(run)
            .update();
    unused = jdbc.sql("delete from waggle_memory_run where run_id = ?").param(run).update();
  }

  /**
   * @param facts of the memory
   * @return how many facts were deleted
   */
  private int delete(Target target, int facts) {
    if (target.fact() == null) {
      int unused =
          jdbc.sql("delete from waggle_memory where id = ?").param(target.memory()).update();
      return facts;
    }
    int deleted =
        jdbc.sql("delete from waggle_memory_fact where id = ?").param(target.fact()).update();
    memories.count(target.memory(), -deleted);
    return deleted;
  }

  private Collection<String> runsThatKnow(Target target) {
    return withForks(
        jdbc.sql(
                """
                select known.run_id from waggle_memory_run known left join waggle_run run on run.id = known.run_id
                where known.memory = ? and (run.ended_at is null or run.ended_at >= ?) order by known.run_id
                """)
            .param(target.memory())
            .param(ClaimTable.timestamp(target.since()))
            .query(String.class)
            .list());
  }

  private boolean isKnown(String run) {
    return jdbc.sql("select count(*) from waggle_run where id = ?")
            .param(run)
            .query(Integer.class)
            .single()
        > 0;
  }

  /** A fork has what the run before it said. */
  private Collection<String> withForks(List<String> first) {
    TreeSet<String> all = new TreeSet<>(first);
    List<String> next = new ArrayList<>(first);
    while (!next.isEmpty()) {
      String origin = next.removeLast();
      for (String fork :
          jdbc.sql("select id from waggle_run where origin = ?")
              .param(origin)
              .query(String.class)
              .list()) {
        if (all.add(fork)) {
          next.add(fork);
        }
      }
    }
    return all;
  }
}
