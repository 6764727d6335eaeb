package io.waggle.embedded.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that we once started, known by more than its id: systems give the ids of ended
 * processes to new ones, and a stranger must never be stopped.
 *
 * @param pid process id
 * @param started when it started
 */
record ProcessIdentity(long pid, Instant started) {
  /** The system computes start times from the time of boot, which moves a little with the clock. */
  private static final Duration CLOCK_DRIFT = Duration.ofSeconds(2);

  static ProcessIdentity of(ProcessHandle handle) {
    return new ProcessIdentity(handle.pid(), handle.info().startInstant().orElseGet(Instant::now));
  }

  /** The process, if it still runs. */
  Optional<ProcessHandle> find() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(this::isThis)
        .filter(process -> !isZombie());
  }

  /** Ends it in good order; at once if that takes longer than {@code grace}. */
  void stop(Duration grace) {
    find()
        .ifPresent(
            process -> {
              process.destroy();
              if (!Waiting.until(grace, () -> find().isEmpty())) {
                kill();
              }
            });
  }

  /** Ends it as a crash would. */
  void kill() {
    find()
        .ifPresent(
            process -> {
              process.destroyForcibly();
              Waiting.until(Duration.ofSeconds(10), () -> find().isEmpty());
            });
  }

  private boolean isThis(ProcessHandle handle) {
    return handle
        .info()
        .startInstant()
        .map(start -> Duration.between(start, started).abs().compareTo(CLOCK_DRIFT) <= 0)
        .orElse(false);
  }

  /**
   * Whether nothing is left of it but its entry in the system's table, for nobody notes its end.
   */
  private boolean isZombie() {
    try {
      var status = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
      return status.startsWith(" Z", status.lastIndexOf(')') + 1);
    } catch (IOException goneOrNoSuchFile) {
      return false;
    }
  }
}
