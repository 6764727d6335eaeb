package io.waggle.journal;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What agents remember beyond their runs. Waits while the database cannot be reached, as the {@link
 * Journal} does. Safe for many threads and worker processes.
 */
public final class MemoryTables {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final DatabasePatience patience;
  private final Clock clock;

  MemoryTables(
      JdbcClient jdbc, TransactionTemplate transaction, DatabasePatience patience, Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.patience = patience;
    this.clock = clock;
  }

  /**
   * Whose memory.
   *
   * @param subject empty where the agent has one memory
   */
  public record Owner(String agent, String subject) {}

  /**
   * Who writes.
   *
   * @param run address of the run
   * @param key of the call: the same key writes once
   */
  public record Writer(String run, String key) {
    String top() {
      return topOf(run);
    }
  }

  /**
   * A fact to be kept.
   *
   * @param text as the model wrote it
   * @param digest the same for the same words
   * @param words by which it is found
   */
  public record NewFact(String text, String digest, Set<String> words) {}

  /** A fact that is kept. */
  public record Fact(long id, String text, String run, Instant writtenAt) {}

  /** How writing ended. */
  public sealed interface Written {}

  /**
   * It is there.
   *
   * @param isNew whether this call wrote it, and none before it
   */
  public record Kept(long fact, boolean isNew) implements Written {}

  /** The memory is full; {@code oldest} is its first fact. */
  public record Full(int facts, Fact oldest) implements Written {}

  /** A row of {@code waggle_memory}, locked. */
  private record Held(long id, int facts) {}

  /**
   * Writes a fact, unless the same call or the same words have written it.
   *
   * @param most facts that the memory may hold
   */
  public Written remember(Owner owner, Writer writer, NewFact fact, int most) {
    while (true) {
      Optional<Written> written = patience.call(() -> tryToRemember(owner, writer, fact, most));
      if (written.isPresent()) {
        return written.get();
      } // the memory was erased in between
    }
  }

  private Optional<Written> tryToRemember(Owner owner, Writer writer, NewFact fact, int most) {
    enter(owner);
    return Objects.requireNonNull(
        transaction.execute(
            status -> lock(owner).map(memory -> remember(memory, writer, fact, most))));
  }

  private Written remember(Held memory, Writer writer, NewFact fact, int most) {
    note(memory.id(), writer.top());
    Optional<Long> known =
        jdbc.sql(
                "select id from waggle_memory_fact where memory = ? and (call_key = ? or digest = ?) order by id limit 1")
            .param(memory.id())
            .param(writer.key())
            .param(fact.digest())
            .query(Long.class)
            .optional();
    if (known.isPresent()) {
      return new Kept(known.get(), false);
    }
    if (memory.facts() >= most) {
      return new Full(memory.facts(), oldest(memory.id()));
    }
    return new Kept(insert(memory, writer, fact), true);
  }

  private long insert(Held memory, Writer writer, NewFact fact) {
    jdbc.sql(
            """
            insert into waggle_memory_fact (memory, call_key, run, fact, digest, written_at)
            values (?, ?, ?, ?, ?, ?)
            """)
        .param(memory.id())
        .param(writer.key())
        .param(writer.run())
        .param(fact.text())
        .param(fact.digest())
        .param(ClaimTable.timestamp(clock.instant()))
        .update();
    long id =
        jdbc.sql("select id from waggle_memory_fact where call_key = ?")
            .param(writer.key())
            .query(Long.class)
            .single();
    if (!fact.words().isEmpty()) {
      String rows = String.join(", ", fact.words().stream().map(word -> "(?, ?, ?)").toList());
      JdbcClient.StatementSpec words =
          jdbc.sql("insert into waggle_memory_word (word, memory, fact) values " + rows);
      for (String word : fact.words()) {
        words = words.param(word).param(memory.id()).param(id);
      }
      int unused = words.update();
    }
    count(memory.id(), 1);
    return id;
  }

  /**
   * Deletes a fact of a memory for good; copies in the journals of runs stay.
   *
   * @return whether it was there
   */
  public boolean forget(Owner owner, String run, long fact) {
    return delete(owner, run, "id = ?", fact);
  }

  /** Deletes what a call has written, if anything. */
  public void undo(Owner owner, Writer writer) {
    boolean unused = delete(owner, writer.run(), "call_key = ?", writer.key());
  }

  private boolean delete(Owner owner, String run, String which, Object value) {
    return Boolean.TRUE.equals(
        patience.call(
            () ->
                transaction.execute(
                    status -> {
                      Optional<Held> memory = lock(owner);
                      if (memory.isEmpty()) {
                        return false;
                      }
                      note(memory.get().id(), topOf(run));
                      int deleted =
                          jdbc.sql("delete from waggle_memory_fact where memory = ? and " + which)
                              .param(memory.get().id())
                              .param(value)
                              .update();
                      count(memory.get().id(), -deleted);
                      return deleted > 0;
                    })));
  }

  /**
   * Notes that a run reads a memory, before it does.
   *
   * @return the memory; empty if there is none
   */
  Optional<Long> read(Owner owner, String run) {
    return patience.call(
        () -> {
          Optional<Long> memory = find(owner);
          return memory.isEmpty() || isNoted(memory.get(), topOf(run))
              ? memory
              : Objects.requireNonNull(
                  transaction.execute(
                      status -> {
                        Optional<Held> held = lock(owner);
                        held.ifPresent(one -> note(one.id(), topOf(run)));
                        return held.map(Held::id);
                      }));
        });
  }

  private boolean isNoted(long memory, String run) {
    return jdbc.sql("select count(*) from waggle_memory_run where memory = ? and run_id = ?")
            .param(memory)
            .param(run)
            .query(Integer.class)
            .single()
        > 0;
  }

  Optional<Long> find(Owner owner) {
    return jdbc.sql("select id from waggle_memory where agent = ? and subject = ?")
        .param(owner.agent())
        .param(owner.subject())
        .query(Long.class)
        .optional();
  }

  private void enter(Owner owner) {
    if (find(owner).isEmpty()) {
      try {
        jdbc.sql("insert into waggle_memory (agent, subject) values (?, ?)")
            .param(owner.agent())
            .param(owner.subject())
            .update();
      } catch (DuplicateKeyException entered) {
        // by another at the same moment
      }
    }
  }

  private Optional<Held> lock(Owner owner) {
    return jdbc.sql(
            "select id, facts from waggle_memory where agent = ? and subject = ? for update")
        .param(owner.agent())
        .param(owner.subject())
        .query((row, number) -> new Held(row.getLong("id"), row.getInt("facts")))
        .optional();
  }

  /** Of a memory that is locked. */
  private void note(long memory, String run) {
    if (!isNoted(memory, run)) {
      jdbc.sql("insert into waggle_memory_run (memory, run_id) values (?, ?)")
          .param(memory)
          .param(run)
          .update();
    }
  }

  void count(long memory, int more) {
    jdbc.sql("update waggle_memory set facts = facts + ? where id = ?")
        .param(more)
        .param(memory)
        .update();
  }

  private Fact oldest(long memory) {
    return MemorySearch.facts(
            jdbc.sql(MemorySearch.FACTS + "where memory = ? order by id limit 1").param(memory))
        .getFirst();
  }

  static String topOf(String run) {
    int slash = run.indexOf('/');
    return slash < 0 ? run : run.substring(0, slash);
  }
}
