package io.waggle.embedded.process;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * An embedded engine as a process of its own, child of this JVM: for tests, crash test, benchmarks,
 * demos. It ends with its owner, also when the owner is killed. Safe for use by several threads.
 *
 * <pre>{@code
 * try (var engine = EngineProcess.start(EngineLaunch.ofJar(jar), log)) {
 *   … engine.grpcAddress() …
 * }
 * }</pre>
 */
public final class EngineProcess implements AutoCloseable {
  /** The first one takes some seconds, if it leaves an archive of its classes. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final Process process;
  private final EngineAddresses addresses;

  private EngineProcess(Process process, EngineAddresses addresses) {
    this.process = process;
    this.addresses = addresses;
  }

  /**
   * Starts an engine on free ports.
   *
   * @param launch how
   * @param log what it prints is appended to this file
   * @return the engine, once it serves
   * @throws EngineProcessException if it cannot be started or does not serve within a minute, with
   *     the end of the log; nothing is left running then
   */
  public static EngineProcess start(EngineLaunch launch, Path log) {
    return start(launch, log, 0, 0);
  }

  /**
   * As {@link #start(EngineLaunch, Path)}, on the ports that Camunda's clients connect to by
   * default, if both are free.
   */
  public static EngineProcess startOnUsualPorts(EngineLaunch launch, Path log) {
    return PortCheck.isFree(LocalEngine.GRPC_PORT) && PortCheck.isFree(LocalEngine.REST_PORT)
        ? start(launch, log, LocalEngine.GRPC_PORT, LocalEngine.REST_PORT)
        : start(launch, log);
  }

  /**
   * As {@link #start(EngineLaunch, Path)}, on chosen ports.
   *
   * @param grpcPort 0: a free one
   * @param restPort 0: a free one
   */
  public static EngineProcess start(EngineLaunch launch, Path log, int grpcPort, int restPort) {
    var file = new EngineLog(log);
    try {
      long begin = file.begin();
      var process = Spawn.owned(launch.owned(grpcPort, restPort), file);
      try {
        return new EngineProcess(
            process, Spawn.awaitServing(ProcessIdentity.of(process.toHandle()), file, begin));
      } catch (RuntimeException notServing) {
        process.destroyForcibly();
        throw notServing;
      }
    } catch (IOException failure) {
      throw Spawn.notStarted(failure);
    }
  }

  /**
   * @return for example {@code http://127.0.0.1:26500}
   */
  public URI grpcAddress() {
    return addresses.grpc();
  }

  /**
   * @return for example {@code http://127.0.0.1:8080}, without {@code /v2}
   */
  public URI restAddress() {
    return addresses.rest();
  }

  /**
   * @return the operating system's process
   */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Ends the engine as a crash would, with SIGKILL; returns when it is gone. */
  public void kill() {
    handle().destroyForcibly();
    Waiting.until(GRACE, () -> !process.isAlive());
  }

  /** Ends the engine in good order; at once if that takes long. Does nothing the second time. */
  @Override
  public void close() {
    // Unlike Process.destroy, this leaves the engine's standard input open, whose end means another
    // thing.
    handle().destroy();
    if (!Waiting.until(GRACE, () -> !process.isAlive())) {
      kill();
    }
  }
}
