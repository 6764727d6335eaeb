package io.waggle.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
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

  private static final Executor LATER = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);

  static RecordedProcess of(ProcessHandle handle) {
    return new RecordedProcess(handle.pid(), handle.info().startInstant().orElseGet(Instant::now));
  }

  /** The process, if it still runs. */
  Optional<ProcessHandle> find() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(this::isThis)
        .filter(process -> !isZombie());
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
    return end(process)
        .orTimeout(grace.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionallyCompose(late -> kill());
  }

  /** Ends the process at once, as a crash would. */
  CompletableFuture<Void> kill() {
    return find()
        .map(
            process -> {
              process.destroyForcibly();
              return end(process);
            })
        .orElseGet(() -> CompletableFuture.completedFuture(null));
  }

  private CompletableFuture<Void> end(ProcessHandle process) {
    var end = process.onExit().<Void>thenApply(exited -> null);
    lookLater(end);
    return end;
  }

  /** The exit itself is not heard of if a parent, such as a container's first, does not note it. */
  private void lookLater(CompletableFuture<Void> end) {
    LATER.execute(
        () -> {
          if (!alive()) {
            end.complete(null);
          } else if (!end.isDone()) {
            lookLater(end);
          }
        });
  }

  /** Whether nothing is left of it but its entry in the system's table. */
  private boolean isZombie() {
    try {
      var status = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
      return status.startsWith(" Z", status.lastIndexOf(')') + 1);
    } catch (IOException e) {
      // It is gone altogether, or the system has no such file.
      return false;
    }
  }

  private boolean isThis(ProcessHandle handle) {
    return handle
        .info()
        .startInstant()
        .map(start -> Duration.between(start, started).abs().compareTo(CLOCK_DRIFT) <= 0)
        .orElse(false);
  }
}
