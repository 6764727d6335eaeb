package io.waggle.console.page;

import io.waggle.client.AgentClient;
import io.waggle.client.AgentClientException;
import io.waggle.client.AgentClientException.Reason;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks the engine's {@code /v2} for what pages show beside the journal, and waits for it no longer
 * than a reader does: a page shows what the journal knows where the engine is slow or away.
 */
public final class Engine implements AutoCloseable {
  /** How long a page waits. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Questions at a time: an engine that is away is not asked by every page at once. */
  private static final int MOST = 16;

  private final AgentClient client;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore free = new Semaphore(MOST);

  Engine(AgentClient client) {
    this.client = client;
  }

  /**
   * What the engine said.
   *
   * @param value null where there is none
   * @param problem why not, as a sentence; null where there is an answer
   * @param unreachable whether that is because it does not answer
   */
  public record Answer<T>(@Nullable T value, @Nullable String problem, boolean unreachable) {
    /** Of an engine that answers, or need not be asked. */
    public Answer(@Nullable T value, @Nullable String problem) {
      this(value, problem, false);
    }

    /**
     * @return the value, or another one where there is none
     */
    public T or(T other) {
      return value == null ? other : value;
    }
  }

  /**
   * As {@link #ask(Function)}, of what a page cannot be made without.
   *
   * @throws AgentClientException if the engine does not answer in time, or says no
   */
  public <T> T need(Function<AgentClient, T> question) {
    Answer<Object> answer =
        ask(
            client -> {
              try {
                return question.apply(client);
              } catch (AgentClientException no) {
                return no;
              }
            });
    if (answer.value() instanceof AgentClientException no) {
      throw no;
    }
    if (answer.value() == null) {
      throw new AgentClientException(
          Reason.UNREACHABLE,
          answer.problem() == null ? "The engine says nothing." : answer.problem());
    }
    @SuppressWarnings("unchecked") // what the question returned
    T value = (T) answer.value();
    return value;
  }

  /** As {@link #ask(Function, Duration)}, for as long as a reader waits. */
  public <T> Answer<T> ask(Function<AgentClient, T> question) {
    return ask(question, PATIENCE);
  }

  /**
   * @param question what is asked; it may go on after this has returned
   * @param patience how long to wait for the answer
   */
  public <T> Answer<T> ask(Function<AgentClient, T> question, Duration patience) {
    if (!free.tryAcquire()) {
      return new Answer<>(null, "The engine is slow to answer; many pages wait for it.");
    }
    FutureTask<T> asked = new FutureTask<>(() -> question.apply(client));
    try {
      threads.execute(
          () -> {
            try {
              asked.run();
            } finally { // also where it was given up before it began
              free.release();
            }
          });
    } catch (RejectedExecutionException closed) {
      free.release();
      return new Answer<>(null, "This worker is being stopped.");
    }
    return answer(asked, patience);
  }

  private static <T> Answer<T> answer(Future<T> asked, Duration patience) {
    try {
      return new Answer<>(asked.get(patience.toMillis(), TimeUnit.MILLISECONDS), null);
    } catch (TimeoutException slow) {
      asked.cancel(true);
      return new Answer<>(null, "The engine has not answered in time.", true);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof AgentClientException known) {
        return new Answer<>(null, known.getMessage(), known.reason() == Reason.UNREACHABLE);
      }
      throw failed.getCause() instanceof RuntimeException other
          ? other
          : new IllegalStateException(failed.getCause());
    } catch (InterruptedException | CancellationException stopped) {
      asked.cancel(true);
      Thread.currentThread().interrupt();
      return new Answer<>(null, "This worker is being stopped.");
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
