package io.waggle.console.run;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.waggle.client.RunStatus;
import io.waggle.console.page.Engine;
import io.waggle.console.page.Engine.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What the engine says of runs, kept for a moment: many may watch one run, and a run of a thousand
 * turns takes the engine longer than a page may take.
 */
final class EngineReadings {
  private static final Duration FRESH = Duration.ofMillis(800);

  /** Of a run that has ended, of which nothing changes. */
  private static final Duration FRESH_ENDED = Duration.ofMinutes(10);

  /** How long a page waits, before it shows what was known before. */
  private static final Duration WAIT = Duration.ofMillis(120);

  /** A little longer than the engine is asked for. */
  private static final Duration WAIT_LONGER = Duration.ofSeconds(6);

  private static final int MOST_KEPT = 100;

  private static final Answer<RunStatus> NOTHING = new Answer<>(null, null);

  private final Engine engine;
  private final InstantSource clock;
  private final Cache<String, Reading> readings =
      Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

  EngineReadings(Engine engine, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
  }

  private record Reading(
      CompletableFuture<Answer<RunStatus>> asked, Instant at, Answer<RunStatus> before) {}

  /**
   * What a page shows.
   *
   * @param status null where the engine has not said
   * @param problem why not, in words; null where it has, or is still being asked
   * @param unreachable whether that is because it does not answer
   */
  record Known(@Nullable RunStatus status, @Nullable String problem, boolean unreachable) {
    Known(@Nullable RunStatus status, @Nullable String problem) {
      this(status, problem, false);
    }

    boolean pending() {
      return status == null && problem == null;
    }
  }

  /**
   * @param address of a run
   * @param ended whether the run has ended as the journal knows
   */
  Known of(String address, boolean ended) {
    return of(reading(address, ended), WAIT);
  }

  /** As {@link #of}, of a run that the engine alone can know: the page waits for its answer. */
  Known awaited(String address) {
    return of(reading(address, false), WAIT_LONGER);
  }

  private static Known of(Reading reading, Duration wait) {
    try {
      return known(reading.asked().get(wait.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException slow) {
      return known(reading.before());
    } catch (ExecutionException failed) {
      return new Known(null, "What the engine says of this run cannot be read.");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new Known(null, "This worker is being stopped.");
    }
  }

  private static Known known(Answer<RunStatus> answer) {
    return answer.value() == null
        ? new Known(null, answer.problem(), answer.unreachable())
        : new Known(answer.value(), null);
  }

  /** After an action: what was read before is not shown again. */
  void forget(String address) {
    readings.invalidate(address);
  }

  private Reading reading(String address, boolean ended) {
    return Objects.requireNonNull(
        readings
            .asMap()
            .compute(
                address,
                (key, known) ->
                    known != null && isFresh(known, ended) ? known : asked(key, last(known))));
  }

  private Reading asked(String address, Answer<RunStatus> before) {
    Reading next = new Reading(new CompletableFuture<>(), clock.instant(), before);
    Thread.ofVirtual().name("console-reads-" + address).start(() -> ask(address, next.asked()));
    return next;
  }

  private void ask(String address, CompletableFuture<Answer<RunStatus>> asked) {
    try {
      asked.complete(engine.ask(client -> client.status(address)));
    } catch (RuntimeException failed) {
      asked.completeExceptionally(failed);
    }
  }

  private boolean isFresh(Reading known, boolean ended) {
    if (!known.asked().isDone()) {
      return true;
    }
    RunStatus status = last(known).value();
    boolean settled = ended && status != null && status.state().ended();
    return known.at().plus(settled ? FRESH_ENDED : FRESH).isAfter(clock.instant());
  }

  private static Answer<RunStatus> last(@Nullable Reading reading) {
    if (reading == null) {
      return NOTHING;
    }
    return reading.asked().isDone() && !reading.asked().isCompletedExceptionally()
        ? reading.asked().join()
        : reading.before();
  }
}
