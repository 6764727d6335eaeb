package io.waggle.crashtest;

import io.waggle.client.RunHandle;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

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
   * @param agent whose runs they are
   * @param progress told in a sentence what happens now
   */
  EngineLosses(Lab lab, String agent, Consumer<String> progress) {
    this.lab = lab;
    this.replays = new Replays(lab.client(), agent);
    this.progress = progress;
  }

  /**
   * Kills after equal parts of what there is to pay.
   *
   * @param started runs by their names
   * @param times how often; 0: nothing is done
   * @param payments that all runs together make
   * @param deadline when a run that stands still has stood long enough
   * @return the runs where they go on
   */
  Map<String, RunHandle> strike(
      Map<String, RunHandle> started, int times, int payments, Instant deadline)
      throws InterruptedException, ExecutionException {
    Map<String, RunHandle> runs = started;
    for (int loss = 1; loss <= times; loss++) {
      awaitPayments(payments * loss / (times + 1), deadline);
      runs = lose(runs.keySet());
    }
    return runs;
  }

  private Map<String, RunHandle> lose(Set<String> names)
      throws InterruptedException, ExecutionException {
    progress.accept(
        "Killing the engine after %d payments".formatted(lab.witness().effects().total()));
    lab.questions().keep();
    lab.engine().kill();
    lab.engine().comeBackEmpty();
    Map<String, RunHandle> replayed = replays.replay(names);
    progress.accept("All runs are replayed on an empty engine");
    return replayed;
  }

  private void awaitPayments(int wanted, Instant deadline) {
    while (lab.witness().effects().total() < wanted && Instant.now().isBefore(deadline)) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }
}
