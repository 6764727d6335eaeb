package io.waggle.client;

import io.camunda.client.api.CamundaFuture;
import io.waggle.client.AgentClientException.Reason;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reports what does not answer, however many calls wait for it. Safe for use by several threads.
 */
final class Reachability implements AutoCloseable {
  /** Shorter silences are normal: a leader changes, a connection is opened again. */
  static final Duration REPORT_AFTER = Duration.ofSeconds(3);

  /** So late, an alarm says that this process could not run itself. */
  private static final Duration HELD_UP = Duration.ofMillis(500);

  private static final Duration ONCE_MORE = Duration.ofSeconds(1);

  private final ConnectionListener listener;
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1,
          Thread.ofPlatform().daemon().name("waggle-reachability").factory(),
          new ThreadPoolExecutor.DiscardPolicy());

  /** When an address last answered a request, by {@link System#nanoTime()}. */
  private final Map<URI, Long> answers = new ConcurrentHashMap<>();

  /** What was reported last, by address. Guarded by this, like every call of the listener. */
  private final Map<URI, String> reported = new ConcurrentHashMap<>();

  /** Each ends a wait for an answer. */
  private final Set<Runnable> ends = ConcurrentHashMap.newKeySet();

  private volatile boolean closed;

  Reachability(ConnectionListener listener) {
    this.listener = listener;
    timer.setRemoveOnCancelPolicy(true);
  }

  /** Somebody begins to wait for this address. */
  Attempt attempt(URI address) {
    return new Attempt(address);
  }

  /** One request was answered; a reading of a large run consists of many. */
  void answered(URI address) {
    answers.put(address, System.nanoTime());
  }

  /** Whether nobody is to wait any longer. */
  boolean closed() {
    return closed;
  }

  /** Before a request: one that is sent over a closed connection may never be answered. */
  void requireOpen() {
    if (closed) {
      throw new AgentClientException(Reason.UNREACHABLE, "The client was closed.");
    }
  }

  /**
   * Waits for the answer to a request, which may never come once the connection is closed.
   *
   * @throws AgentClientException {@link Reason#UNREACHABLE} if the client is closed meanwhile
   */
  <T> T await(CamundaFuture<T> answer) {
    Runnable end = () -> answer.cancel(true);
    ends.add(end);
    try {
      if (closed) {
        end.run();
      }
      return answer.join();
    } catch (CancellationException stopped) {
      requireOpen();
      throw stopped;
    } finally {
      ends.remove(end);
    }
  }

  @Override
  public void close() {
    closed = true;
    ends.forEach(Runnable::run);
    timer.shutdownNow();
  }

  private static Duration since(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime);
  }

  /** One call and its repetitions, or several in a row until one succeeds. */
  final class Attempt implements AutoCloseable {
    private final URI address;
    private final long begun = System.nanoTime();
    private volatile Future<?> alarm;
    private volatile long due;
    private volatile boolean wasHeldUp;
    private volatile @Nullable String trouble;
    private boolean over;

    private Attempt(URI address) {
      this.address = address;
      this.alarm = alarmIn(REPORT_AFTER);
    }

    /** A try failed; another one follows. */
    void failed(AgentClientException failure) {
      trouble = failure.getMessage();
      if (since(begun).compareTo(REPORT_AFTER) >= 0) {
        report();
      }
    }

    /** The call was answered, whatever the answer is. */
    void answered() {
      synchronized (Reachability.this) {
        close();
        if (reported.remove(address) != null) {
          listener.restored();
        }
      }
    }

    private Future<?> alarmIn(Duration time) {
      due = System.nanoTime() + time.toNanos();
      return timer.schedule(this::alarm, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void alarm() {
      Duration silence = since(Math.max(begun, answers.getOrDefault(address, begun)));
      if (trouble == null && silence.compareTo(REPORT_AFTER) < 0) {
        alarm = alarmIn(REPORT_AFTER.minus(silence).plusMillis(1));
      } else if (!wasHeldUp && since(due).compareTo(HELD_UP) > 0) {
        wasHeldUp = true; // an answer may be there that nobody could read
        alarm = alarmIn(ONCE_MORE);
      } else {
        report();
      }
    }

    private void report() {
      String known = trouble;
      String text =
          known == null
              ? "No answer from %s for %d s.".formatted(address, REPORT_AFTER.toSeconds())
              : known;
      synchronized (Reachability.this) {
        if (!over && !text.equals(reported.put(address, text))) {
          listener.lost(text);
        }
      }
    }

    /** Nobody waits any longer. */
    @Override
    public void close() {
      synchronized (Reachability.this) {
        over = true;
        alarm.cancel(false);
      }
    }
  }
}
