package io.waggle.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A process that we once started, known by more than its id: systems give the ids of ended
 * processes to new ones, and we must never stop a stranger.
 *
 * @param pid process id
 * @param started when it started
 */
record RecordedProcess(long pid, Instant started) {
  // The system computes start times from the time of boot, which moves a little with the clock.
  private static final Duration CLOCK_DRIFT = Duration.ofSeconds(2);

  static RecordedProcess of(ProcessHandle handle) {
    return new RecordedProcess(handle.pid(), handle.info().startInstant().orElseGet(Instant::now));
  }

  /** The process, if it still runs. */
  Optional<ProcessHandle> find() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isThis);
  }

  boolean alive() {
    return find().isPresent();
  }

  /** Asks the process to end; makes it end if it does not within {@code grace}. */
  CompletableFuture<Void> stop(Duration grace) {
    var found = find();
    if (found.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    var process = found.get();
    process.destroy();
    return process
        .onExit()
        .orTimeout(grace.toMillis(), TimeUnit.MILLISECONDS)
        .<Void>thenApply(ended -> null)
        .exceptionallyCompose(late -> kill());
  }

  /** Ends the process at once, as a crash would. */
  CompletableFuture<Void> kill() {
    return find()
        .map(
            process -> {
              process.destroyForcibly();
              return process.onExit().<Void>thenApply(ended -> null);
            })
        .orElseGet(() -> CompletableFuture.completedFuture(null));
  }

  private boolean isThis(ProcessHandle handle) {
    return handle
        .info()
        .startInstant()
        .map(start -> Duration.between(start, started).abs().compareTo(CLOCK_DRIFT) <= 0)
        .orElse(false);
  }
}
