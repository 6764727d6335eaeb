package io.waggle.engine;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.worker.BackoffSupplier;
import io.camunda.client.api.worker.JobWorker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once when the broker cannot be reached any more, and once when it is back. The client asks
 * it how long to wait whenever a request for jobs fails; it says the same itself, at length and for
 * every job type, which the default settings keep silent. What answers then may be another engine.
 */
final class BrokerWatch implements BackoffSupplier, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerWatch.class);
  private static final Duration REQUEST = Duration.ofSeconds(2);

  /** A stream is opened again within five seconds, by a thread that may have other things to do. */
  private static final Duration REOPENING = Duration.ofSeconds(10);

  private final CamundaClient camunda;
  private final ConnectedEngine engine;
  private final BackoffSupplier delays = BackoffSupplier.newBackoffBuilder().build();
  private final AtomicReference<@Nullable Thread> watching = new AtomicReference<>();

  private volatile boolean away;

  /**
   * When a request for jobs failed last, or it answered again after it had been away, by {@link
   * System#nanoTime}.
   */
  private volatile long troubled = System.nanoTime() - REOPENING.toNanos();

  private volatile boolean closed;

  BrokerWatch(CamundaClient camunda, ConnectedEngine engine) {
    this.camunda = camunda;
    this.engine = engine;
  }

  @Override
  public long supplyRetryDelay(long current) {
    troubled = System.nanoTime();
    if (!closed) {
      engine.lost(); // also where the next one is there at once
      begin();
    }
    return delays.supplyRetryDelay(current);
  }

  private void begin() {
    Thread watch = Thread.ofVirtual().name("waggle-broker").unstarted(this::watch);
    if (!closed && watching.compareAndSet(null, watch)) {
      watch.start();
    }
  }

  /**
   * Closes workers; not those whose streams the client may be about to open again, as the broker is
   * away or was a moment ago, or one has just broken. If such a one was closed meanwhile, the
   * client keeps its lock, and whoever closes it once more waits for ever: the client does so when
   * it is closed itself, in any case.
   */
  void closeWorkers(List<JobWorker> open) {
    if (!isReopening()) {
      open.forEach(JobWorker::close);
    }
    open.clear();
  }

  boolean isReopening() {
    return away || System.nanoTime() - troubled < REOPENING.toNanos();
  }

  private void watch() {
    boolean known = false;
    try {
      Failsafe.with(untilItAnswers()).run(this::ask);
      LOG.debug("It is the engine {}", engine.mark());
      known = true;
    } catch (FailsafeException | ClientException | CancellationException stopped) {
      LOG.debug("Nobody watches for the broker any more", stopped);
    } finally {
      watching.set(null);
    }
    if (known && engine.isUnsure()) {
      begin(); // it was lost once more while this watch ended
    }
  }

  private void ask() {
    OverGrpc.send(camunda.newTopologyRequest()).requestTimeout(REQUEST).send().join();
  }

  /** A single request for jobs that failed, because the broker had too much to do, is no news. */
  private RetryPolicy<Object> untilItAnswers() {
    return RetryPolicy.builder()
        .handleIf(JobCommands::isTransient)
        .withDelay(Duration.ofSeconds(1))
        .withMaxRetries(-1)
        .onFailedAttempt(
            failed -> {
              if (failed.isFirstAttempt()) {
                away = true;
                LOG.warn(
                    "Zeebe at {} cannot be reached; what is done is kept until it is back.",
                    camunda.getConfiguration().getGrpcAddress());
              }
            })
        .onSuccess(
            answered -> {
              if (answered.getAttemptCount() > 1) {
                troubled = System.nanoTime();
                away = false;
                LOG.info("Zeebe answers again.");
              }
            })
        .build();
  }

  /** The client may go on asking until it is closed itself. */
  @Override
  public void close() {
    closed = true;
    Thread watch = watching.get();
    if (watch != null) {
      watch.interrupt();
    }
  }
}
