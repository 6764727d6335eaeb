package io.waggle.client;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reports what does not answer, however many calls wait for it. Safe for use by several threads.
 */
final class Reachability implements AutoCloseable {
  /** Shorter silences are normal: a leader changes, a connection is opened again. */
  static final Duration REPORT_AFTER = Duration.ofSeconds(3);

  private final ConnectionListener listener;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("waggle-reachability").factory());

  /** What was reported last, by address. */
  private final Map<URI, String> reported = new ConcurrentHashMap<>();

  Reachability(ConnectionListener listener) {
    this.listener = listener;
  }

  /** Somebody begins to wait for an answer from this address. */
  Attempt attempt(URI address) {
    return new Attempt(address);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  /** One call and its repetitions, or several in a row until one is answered. */
  final class Attempt implements AutoCloseable {
    private final URI address;
    private final ScheduledFuture<?> alarm;
    private volatile @Nullable String trouble;

    private Attempt(URI address) {
      this.address = address;
      this.alarm = timer.schedule(this::report, REPORT_AFTER.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A try was in vain; another one follows. */
    void failed(AgentClientException failure) {
      trouble = failure.getMessage();
      if (alarm.isDone()) {
        report();
      }
    }

    /** There was an answer, whatever it says. */
    void answered() {
      close();
      if (reported.remove(address) != null) {
        listener.restored();
      }
    }

    private void report() {
      String known = trouble;
      String text =
          known == null
              ? "No answer from %s for %d s.".formatted(address, REPORT_AFTER.toSeconds())
              : known;
      if (!text.equals(reported.put(address, text))) {
        listener.lost(text);
      }
    }

    /** Nobody waits any longer. */
    @Override
    public void close() {
      alarm.cancel(false);
    }
  }
}
