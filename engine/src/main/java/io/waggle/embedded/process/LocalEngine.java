package io.waggle.embedded.process;

import io.waggle.embedded.process.PidFile.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The one embedded engine of this user's machine, on fixed ports: what {@code waggle engine up |
 * status | down | logs} is about. It outlives the program that starts it, and any other finds it
 * again by its folder. Safe for use by several threads and processes at once.
 */
public final class LocalEngine {
  /** Port that Camunda's clients connect to by default. */
  public static final int GRPC_PORT = 26500;

  /** Port of the REST API that Camunda's clients connect to by default. */
  public static final int REST_PORT = 8080;

  /** The first one takes some seconds, for it leaves an archive of its classes. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final Path home;
  private final PidFile pidFile;
  private final EngineLog log;

  private LocalEngine(Path home) {
    this.home = home.toAbsolutePath();
    this.pidFile = new PidFile(this.home.resolve("engine.pid"));
    this.log = new EngineLog(this.home.resolve("engine.log"));
  }

  /**
   * @return the engine whose folder is {@code ~/.waggle/engine}
   */
  public static LocalEngine ofUser() {
    return in(Path.of(System.getProperty("user.home"), ".waggle", "engine"));
  }

  /**
   * @param home where its pid file, log and class archive are; is made when it is started
   */
  public static LocalEngine in(Path home) {
    return new LocalEngine(home);
  }

  /**
   * Starts the engine, unless it runs already. Where another program is just starting or stopping
   * it, waits for that first.
   *
   * @param launch how
   * @param grpcPort 0: a free one
   * @param restPort 0: a free one
   * @return the engine, once it serves
   * @throws EngineProcessException if a port is taken; if it cannot be started or does not serve
   *     within a minute, with the end of the log. Nothing is left running then
   */
  public UpOutcome up(EngineLaunch launch, int grpcPort, int restPort) {
    return HomeLock.holding(
        home,
        () -> {
          if (state() instanceof EngineState.Running running) {
            return new UpOutcome.AlreadyRunning(running);
          }
          boolean died = state() instanceof EngineState.Died;
          // Whoever started it was killed before it served.
          stopProcess();
          PortCheck.requireFree(grpcPort, "gRPC");
          PortCheck.requireFree(restPort, "REST");
          return start(launch.withArchive(archive()).detached(grpcPort, restPort), died);
        });
  }

  /**
   * @return how it is at this moment
   */
  public EngineState state() {
    Optional<Entry> entry = pidFile.read();
    if (entry.isEmpty()) {
      return new EngineState.Stopped();
    }
    ProcessIdentity process = entry.get().process();
    EngineAddresses addresses = entry.get().addresses();
    if (process.find().isEmpty()) {
      return new EngineState.Died(process.pid(), process.started());
    }
    return addresses == null
        ? new EngineState.Starting(process.pid(), process.started())
        : new EngineState.Running(process.pid(), process.started(), addresses);
  }

  /**
   * Stops the engine; all that it held is lost. Where another program is just starting it, waits
   * for that first.
   *
   * @return how it was before
   */
  public EngineState down() {
    return HomeLock.holding(
        home,
        () -> {
          EngineState before = state();
          stopProcess();
          return before;
        });
  }

  /**
   * @return the file that the engine's output goes to; a big one becomes {@code engine.log.1} at
   *     the next start
   */
  public Path log() {
    return log.path();
  }

  /**
   * @param most how many
   * @return the last lines that the engine has printed since it was last started
   */
  public List<String> lastLines(int most) {
    return log.tail(most);
  }

  private Path archive() {
    return home.resolve("classes-%d.jsa".formatted(Runtime.version().feature()));
  }

  private UpOutcome.Started start(List<String> command, boolean afterDeath) {
    Instant begin = Instant.now();
    try {
      long place = log.begin();
      ProcessIdentity process = ProcessIdentity.of(Spawn.detached(command, log, home).toHandle());
      try {
        pidFile.write(new Entry(process, null));
        EngineAddresses addresses = Spawn.awaitServing(process, log, place);
        pidFile.write(new Entry(process, addresses));
        return new UpOutcome.Started(
            new EngineState.Running(process.pid(), process.started(), addresses),
            Duration.between(begin, Instant.now()),
            afterDeath);
      } catch (IOException | RuntimeException notServing) {
        process.kill();
        pidFile.delete();
        throw notServing;
      }
    } catch (IOException failure) {
      throw Spawn.notStarted(failure);
    }
  }

  private void stopProcess() {
    pidFile.read().ifPresent(entry -> entry.process().stop(GRACE));
    pidFile.delete();
  }
}
