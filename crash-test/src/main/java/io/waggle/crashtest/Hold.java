package io.waggle.crashtest;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Lets the first run that passes each of some spots stand still there, until it is released. */
final class Hold {
  private final Spot first;
  private final Set<Spot> free;
  private final CompletableFuture<Caught> caught = new CompletableFuture<>();
  private final CompletableFuture<Boolean> released = new CompletableFuture<>();

  /**
   * What was caught.
   *
   * @param job run and path of the job that was begun last before; empty if none was
   * @param pid the worker process of that job; 0 if unknown
   */
  record Caught(String job, long pid) {}

  Hold(List<Spot> spots) {
    this.first = spots.getFirst();
    this.free = ConcurrentHashMap.newKeySet();
    free.addAll(spots);
  }

  /** Whether whoever passes the spot now has to stand here. */
  boolean takes(Spot spot) {
    return free.remove(spot);
  }

  /**
   * Called on a thread of the run: tells who waits that it is there, and blocks.
   *
   * @return whether its worker or its engine has died meanwhile
   */
  boolean stand(Caught who) throws InterruptedException {
    caught.complete(who);
    try {
      return released.get();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Lets go, also those that come later.
   *
   * @param orphaned whether the worker or the engine has died
   */
  void release(boolean orphaned) {
    released.complete(orphaned);
  }

  /**
   * Waits until a run stands here.
   *
   * @throws CrashTestException if none comes in time
   */
  Caught await(Duration patience) {
    try {
      return caught.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw new CrashTestException(
          "No run came to '%s' within %d s; see the worker's log."
              .formatted(first.name(), patience.toSeconds()),
          late);
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CrashTestException("The crash test was stopped.", stopped);
    }
  }
}
