package io.waggle.crashtest;

import io.waggle.client.RunHandle;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Kills the engine of a soak again and again while the workers are at it, starts an empty one, and
 * has all runs replayed by their names, those that have ended as well.
 */
final class EngineLosses {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  private final Lab lab;
  private final Replays replays;
  private final Consumer<String> progress;

  /**
   * @param agent whose a run is
   * @param progress told in a sentence what happens now
   */
  EngineLosses(Lab lab, UnaryOperator<String> agent, Consumer<String> progress) {
    this.lab = lab;
    this.replays = new Replays(lab.client(), agent);
    this.progress = progress;
  }

  /**
   * Kills after equal parts of what there is to do.
   *
   * @param started runs by their names
   * @param times how often; 0: nothing is done
   * @param effects that all runs together have
   * @param deadline when a run that stands still has stood long enough
   * @return the runs where they go on
   */
  Map<String, RunHandle> strike(
      Map<String, RunHandle> started, int times, int effects, Instant deadline)
      throws InterruptedException, ExecutionException {
    Map<String, RunHandle> runs = started;
    for (int loss = 1; loss <= times; loss++) {
      awaitEffects(effects * loss / (times + 1), deadline);
      boolean last = loss == times;
      runs = lose(runs.keySet(), last, deadline);
    }
    return runs;
  }

  /**
   * @param listed whether those that are lost are replayed first, as the workers list them
   */
  private Map<String, RunHandle> lose(Set<String> names, boolean listed, Instant deadline)
      throws InterruptedException, ExecutionException {
    progress.accept(
        "Killing the engine after %d side effects".formatted(lab.witness().effects().total()));
    lab.questions().keep();
    lab.engine().kill();
    lab.engine().comeBackEmpty();
    Map<String, RunHandle> replayed = new LinkedHashMap<>();
    if (listed) {
      Set<String> lost = listedAsLost(names, deadline);
      progress.accept("The workers list %d runs as lost".formatted(lost.size()));
      replayed.putAll(replays.replay(lost));
    }
    replayed.putAll(
        replays.replay(names.stream().filter(name -> !replayed.containsKey(name)).toList()));
    progress.accept("All runs are replayed on an empty engine");
    return replayed;
  }

  /** A run that has not done all that it does has not ended, so it has to be on the list. */
  private Set<String> listedAsLost(Set<String> names, Instant deadline)
      throws InterruptedException {
    Set<String> open =
        names.stream()
            .filter(name -> lab.witness().effects().count(name) < Plays.TICKETS)
            .collect(Collectors.toSet());
    while (Instant.now().isBefore(deadline)) {
      for (WorkerProcess worker : lab.workers()) {
        Set<String> lost = worker.isAlive() ? worker.lostRuns() : Set.of();
        if (lost.containsAll(open) && names.containsAll(lost)) {
          return lost;
        }
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
    throw new CrashTestException("The workers do not list all runs as lost; see their logs.");
  }

  private void awaitEffects(int wanted, Instant deadline) {
    while (lab.witness().effects().total() < wanted && Instant.now().isBefore(deadline)) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }
}
