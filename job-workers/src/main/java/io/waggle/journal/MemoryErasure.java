package io.waggle.journal;

import io.waggle.journal.MemoryTables.Owner;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Erases memories for good, together with all records of the runs that read or wrote them, which
 * may have copies in any text: tool calls, observations, answers, results.
 */
public final class MemoryErasure {
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

  /** There is no such memory. */
  public record None() implements Outcome {}

  /**
   * @param goesOn whether a run that has not recorded its end goes on; others count as over
   */
  public Outcome erase(Owner owner, Predicate<NamedRun> goesOn) {
    Optional<Long> memory = patience.call(() -> memories.find(owner));
    if (memory.isEmpty()) {
      return new None();
    }
    List<NamedRun> known =
        patience.call(() -> withForks(memories.runsOf(memory.get()))).stream()
            .flatMap(run -> runs.find(run).stream())
            .toList();
    List<String> underWay =
        known.stream().filter(run -> !run.ended() && goesOn.test(run)).map(NamedRun::id).toList();
    return underWay.isEmpty()
        ? patience.call(
            () -> Objects.requireNonNull(transaction.execute(status -> erase(memory.get(), known))))
        : new UnderWay(underWay);
  }

  /** A run that began to use it meanwhile is told of, so that the next try finds it. */
  private Outcome erase(long memory, Collection<NamedRun> known) {
    Optional<Integer> facts =
        jdbc.sql("select facts from waggle_memory where id = ? for update")
            .param(memory)
            .query(Integer.class)
            .optional();
    if (facts.isEmpty()) {
      return new None();
    }
    List<String> names = known.stream().map(NamedRun::id).toList();
    List<String> others =
        withForks(memories.runsOf(memory)).stream().filter(run -> !names.contains(run)).toList();
    List<String> live = others.stream().filter(this::isKnown).toList();
    if (!live.isEmpty()) {
      return new UnderWay(live);
    }
    for (String run : names) {
      int unused = jdbc.sql("delete from waggle_journal where run_id = ?").param(run).update();
      unused =
          jdbc.sql("update waggle_run set task = '', changes = null where id = ?")
              .param(run)
              .update();
      unused = jdbc.sql("delete from waggle_memory_run where run_id = ?").param(run).update();
    }
    int unused = jdbc.sql("delete from waggle_memory where id = ?").param(memory).update();
    return new Erased(facts.get(), names.size());
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
