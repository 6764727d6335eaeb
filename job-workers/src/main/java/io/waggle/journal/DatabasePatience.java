package io.waggle.journal;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.transaction.TransactionException;

/**
 * Runs statements, and waits while the database cannot be reached or cannot write, for as long as
 * it takes: a job that waits here is not failed and costs the engine no retry.
 *
 * <p>Statements have threads of their own: interrupting one in the middle of a write would close
 * H2's file for everybody, and jobs are interrupted when the process stops.
 */
public final class DatabasePatience implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DatabasePatience.class);

  /** The process that had an H2 file open may have ended: the others have it a moment later. */
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);

  private static final Duration BRIEFLY = Duration.ofSeconds(2);

  /** Waiting does not mend these. */
  private static final Set<Class<? extends DataAccessException>> LASTING =
      Set.of(
          DataIntegrityViolationException.class,
          IncorrectResultSizeDataAccessException.class,
          InvalidDataAccessApiUsageException.class,
          BadSqlGrammarException.class);

  private final RetryPolicy<Object> untilItAnswers;
  private final ExecutorService threads;
  private final AtomicBoolean away = new AtomicBoolean();

  /**
   * For jobs.
   *
   * @param statements at the same time, on threads of its own; fewer than the pool has connections
   */
  DatabasePatience(int statements) {
    this(statements, StatementThreads.ofJobs("journal-"));
  }

  DatabasePatience(int statements, ThreadFactory factory) {
    threads = Executors.newFixedThreadPool(statements, factory);
    untilItAnswers =
        RetryPolicy.builder()
            .handleIf(DatabasePatience::mayPass)
            .withBackoff(Duration.ofMillis(50), LONGEST_PAUSE)
            .withJitter(0.2)
            .withMaxRetries(-1)
            .onFailedAttempt(
                attempt -> {
                  if (mayPass(attempt.getLastException()) && away.compareAndSet(false, true)) {
                    LOG.warn("Waiting for the journal: {}", reason(attempt.getLastException()));
                  }
                })
            .onSuccess(
                done -> {
                  if (away.compareAndSet(true, false)) {
                    LOG.info("The journal answers again");
                  }
                })
            .build();
  }

  /**
   * @throws CancellationException if the thread is interrupted; the statement may have been
   *     executed nevertheless
   * @throws JournalAwayException if the thread is a reader, whose {@link ReaderPatience} is over
   */
  <T> T call(Supplier<T> statement) {
    return await(() -> threads.submit(statement::get));
  }

  /**
   * As {@link #call}, for what a process that ends may leave undone.
   *
   * @throws JournalAwayException if it is not done within two seconds; it may be later
   */
  <T> T briefly(Supplier<T> statement) {
    return awaitOf(ReaderPatience.of(BRIEFLY), () -> threads.submit(statement::get));
  }

  /**
   * As {@link #call}, for what is executed elsewhere.
   *
   * @param statement begins it
   */
  <T> T await(Supplier<Future<T>> statement) {
    ReaderPatience reader = ReaderPatience.ofThisThread();
    if (reader != null) {
      return awaitOf(reader, statement);
    }
    try {
      return Failsafe.with(untilItAnswers).get(() -> result(statement.get()));
    } catch (FailsafeException interrupted) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for the journal");
    }
  }

  private static <T> T result(Future<T> running) throws InterruptedException {
    try {
      return running.get();
    } catch (ExecutionException failed) {
      throw cause(failed);
    }
  }

  private static RuntimeException cause(ExecutionException failed) {
    return failed.getCause() instanceof RuntimeException exception
        ? exception
        : new IllegalStateException(failed.getCause());
  }

  /** A connection that broke is tried again; one that cannot be had in time is not waited for. */
  private <T> T awaitOf(ReaderPatience reader, Supplier<Future<T>> statement) {
    long end = reader.end();
    RetryPolicy<Object> untilThen =
        RetryPolicy.builder(untilItAnswers.getConfig())
            .abortOn(thrown -> System.nanoTime() >= end)
            .build();
    try {
      return Failsafe.with(untilThen).get(() -> resultBy(end, statement.get()));
    } catch (FailsafeException interrupted) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for the journal");
    } catch (RuntimeException failed) {
      throw mayPass(failed) ? new JournalAwayException(failed) : failed;
    } finally {
      reader.over(end);
    }
  }

  private static <T> T resultBy(long end, Future<T> running) throws InterruptedException {
    try {
      return running.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (ExecutionException failed) {
      throw cause(failed);
    } catch (TimeoutException slow) {
      running.cancel(false); // interrupted, it might close H2's file
      throw new JournalAwayException(slow);
    }
  }

  /**
   * @return whether the same statement later may succeed
   */
  static boolean mayPass(Throwable thrown) {
    return thrown instanceof TransactionException
        || (thrown instanceof DataAccessException
            && LASTING.stream().noneMatch(lasting -> lasting.isInstance(thrown)));
  }

  private static String reason(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage()).lines().findFirst().orElse("");
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
