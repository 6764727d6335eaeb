package io.waggle.journal;

import io.waggle.bpmn.Usage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes outcomes, on a thread of its own: those that come while others are written are written
 * after them in one transaction, as its commit is what costs most. If one of them cannot be written
 * as it stands, each is written alone, so that none suffers from another.
 */
final class OutcomeWriter implements AutoCloseable {
  /** Outcomes in one transaction. */
  private static final int MOST = 100;

  private final JdbcOperations jdbc;
  private final TransactionTemplate transaction;
  private final Predicate<Outcome> alone;
  private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(StatementThreads.ofJobs("journal-outcomes-"));

  /**
   * @param alone writes one in a transaction of its own; returns whether its row took it
   */
  OutcomeWriter(JdbcOperations jdbc, TransactionTemplate transaction, Predicate<Outcome> alone) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.alone = alone;
  }

  /**
   * An outcome, and the statement that writes its row: exactly one, or none if it is another's.
   *
   * @param run name of its run
   * @param usage that is added to the run's
   * @param sql the same for all of a kind
   * @param values for it
   */
  record Outcome(String run, Usage usage, String sql, List<@Nullable Object> values) {
    boolean isUsage() {
      return !usage.equals(Usage.ZERO);
    }
  }

  private record Waiting(Outcome outcome, CompletableFuture<Boolean> written) {
    boolean isOpen() {
      return !written.isDone();
    }
  }

  /**
   * @return whether the row took it, as soon as that is known; fails as its transaction does, and
   *     may be tried again then
   */
  Future<Boolean> write(Outcome outcome) {
    Waiting waiting = new Waiting(outcome, new CompletableFuture<>());
    queue.add(waiting);
    thread.execute(() -> write(waiting()));
    return waiting.written();
  }

  /** In the order in which they came. */
  private List<Waiting> waiting() {
    List<Waiting> all = new ArrayList<>();
    for (Waiting next = queue.poll();
        next != null;
        next = all.size() < MOST ? queue.poll() : null) {
      all.add(next);
    }
    return all;
  }

  private void write(List<Waiting> all) {
    try {
      if (all.size() > 1 && isWrittenTogether(all)) {
        all.forEach(each -> each.written().complete(true));
      } else {
        all.forEach(this::writeAlone);
      }
    } catch (CannotCreateTransactionException | CannotGetJdbcConnectionException away) {
      fail(all, () -> away);
    } finally {
      fail(all, () -> new TransientDataAccessResourceException("The outcome was not written."));
    }
  }

  /** Those of which nothing is known yet: they are tried again. */
  private static void fail(List<Waiting> all, Supplier<RuntimeException> why) {
    all.stream()
        .filter(Waiting::isOpen)
        .forEach(each -> each.written().completeExceptionally(why.get()));
  }

  /** Where there is no connection, none of the others needs to wait for one in vain. */
  private void writeAlone(Waiting one) {
    try {
      one.written().complete(alone.test(one.outcome()));
    } catch (CannotCreateTransactionException | CannotGetJdbcConnectionException away) {
      throw away;
    } catch (RuntimeException thrown) {
      one.written().completeExceptionally(thrown);
    }
  }

  private boolean isWrittenTogether(List<Waiting> all) {
    try {
      return Boolean.TRUE.equals(
          transaction.execute(
              status -> {
                boolean written = isTakenByAll(all.stream().map(Waiting::outcome).toList());
                if (!written) {
                  status.setRollbackOnly();
                }
                return written;
              }));
    } catch (CannotCreateTransactionException | CannotGetJdbcConnectionException away) {
      throw away;
    } catch (RuntimeException oneOfThem) {
      return false;
    }
  }

  /** Runs before jobs, as all do, and by name: two workers lock them in the same order. */
  private boolean isTakenByAll(List<Outcome> all) {
    List<Outcome> byRun = new ArrayList<>(all);
    byRun.sort(Comparator.comparing(Outcome::run));
    List<Object[]> used =
        byRun.stream()
            .filter(Outcome::isUsage)
            .map(each -> UsedUp.addedUp(each.run(), each.usage()).toArray())
            .toList();
    if (!used.isEmpty()) {
      jdbc.batchUpdate(UsedUp.ADD_UP, used);
    }
    Map<String, List<Object[]>> rows = new LinkedHashMap<>();
    byRun.forEach(
        each ->
            rows.computeIfAbsent(each.sql(), sql -> new ArrayList<>())
                .add(each.values().toArray()));
    return rows.entrySet().stream()
        .allMatch(kind -> isOneEach(jdbc.batchUpdate(kind.getKey(), kind.getValue())));
  }

  /** Of the statements of a batch, each has changed one row. */
  static boolean isOneEach(int[] rows) {
    for (int count : rows) {
      if (count != 1) {
        return false;
      }
    }
    return true;
  }

  /** What waits is written. */
  @Override
  public void close() {
    thread.shutdown();
  }
}
